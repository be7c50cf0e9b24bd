def total(xs):
    t = 0
    for x in xs:
        t = t + x
    return t


print(total([1, 2, 3]), total([1, 2.5, 3]), total([1, 2, 3j]), total([True, 2]), total([1, 2**70, -1]))
for bad in ([1, "a"], [1, None], [1, [2]]):
    try:
        print(total(bad))
    except TypeError as e:
        print(e)


class V:
    def __init__(self, n):
        self.n = n

    def __add__(self, o):
        return V(self.n + (o.n if isinstance(o, V) else o))

    def __radd__(self, o):
        return V(self.n + o)

    def __repr__(self):
        return f"V{self.n}"


print(total([1, V(2), 3, V(4)]), total([V(1)] * 50 + [2]))


def flip(n):
    x = 0
    history = []
    for i in range(n):
        if i == 100:
            x = x / 2
        if i == 200:
            x = str(x)
        if i == 300:
            x = [x]
        if i < 200:
            x += 1
        else:
            x += type(x)(["1"]) if isinstance(x, list) else "1"
        if i % 60 == 0:
            history.append(x if not isinstance(x, (str, list)) else (type(x).__name__, len(x)))
    return history


print(flip(400))


def accumulate(x, n):
    for i in range(n):
        x = x + i
    return x


print(accumulate(0, 50), accumulate(0.5, 50), accumulate(1j, 50), accumulate(2**62, 50), accumulate(True, 3))


def poly(f, xs):
    return [f(x) for x in xs]


def twice(x):
    return x * 2


print(poly(twice, [1, 1.5, "a", [1], (2,), 2**61, True, 1j, b"x"]))


def compare(a, b):
    n = 0
    for x in a:
        for y in b:
            if x < y:
                n += 1
            elif x == y:
                n += 100
    return n


print(
    compare([1, 2, 3], [2, 3]),
    compare([1, 2.5], [2, 2.5]),
    compare(["a", "b"], ["b"]),
    compare([(1, 2)], [(1, 3), (1, 2)]),
    compare([1, 2**70], [2**70, 3]),
    compare([float("nan")], [1.0]),
)


def none_then_int(n):
    best = None
    for i in range(n):
        v = (i * 37) % 101
        if best is None or v > best:
            best = v
    return best


print(none_then_int(0), none_then_int(1), none_then_int(500))


def loop_var(n):
    i = "before"
    for i in range(n):
        pass
    return i


print(loop_var(0), loop_var(5))


def union(n):
    out = []
    for i in range(n):
        v = i if i % 3 == 0 else i / 2 if i % 3 == 1 else str(i)
        out.append(v * 2)
    return out[:9], len(out)


print(union(300))
