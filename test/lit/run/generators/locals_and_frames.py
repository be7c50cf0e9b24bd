def many():
    a, b, c = 1, "two", [3]
    for i in range(3):
        d = {i: a}
        a += 1
        yield a, b, c, d
        c.append(i)
        b += str(i)


m = many()
print(next(m), m.gi_frame.f_locals["i"])
print(next(m), sorted(m.gi_frame.f_locals))
print(next(m), next(m, "end"))


def stack_values():
    return [(yield 1), (yield 2), (yield 3)]


g = stack_values()
print(next(g), g.send("a"), g.send("b"))
try:
    g.send("c")
except StopIteration as e:
    print(e.value)


def in_call():
    return max((yield "x"), (yield "y"), key=lambda v: v)


g = in_call()
next(g)
g.send(5)
try:
    g.send(9)
except StopIteration as e:
    print(e.value)


def in_everything():
    d = {(yield "k"): (yield "v")}
    s = f"{(yield 'f')}!"
    x = (yield "l") + (yield "r")
    t = (yield "c") if (yield "cond") else (yield "other")
    l = [1, 2, 3][(yield "i"):(yield "j")]
    assert (yield "a")
    with_val = (yield "w") < 5 < (yield "z")
    return d, s, x, t, l, with_val


g = in_everything()
out = [next(g)]
for v in ("key", "val", "fmt", 1, 2, True, "chosen", 0, 2, True, 3):
    out.append(g.send(v))
print(out)
try:
    g.send(10)
except StopIteration as e:
    print(e.value)


def loops():
    for i in range(3):
        while True:
            got = yield i
            if got == "next":
                break
            if got == "stop":
                return "stopped"
            try:
                if got == "continue":
                    continue
                yield ("processed", got)
            finally:
                i += 10
        else:
            print("never")
    else:
        yield "for else"


g = loops()
print(
    next(g),
    g.send("data"),
    next(g),
    g.send("continue"),
    g.send("next"),
    g.send("next"),
    g.send("next"),
    next(g, "over"),
)


def cell():
    n = 0

    def bump():
        nonlocal n
        n += 1
        return n

    while n < 3:
        yield bump, n


for b, n in cell():
    print(n, b(), end=" ")
print()


def args(a, b=2, *c, d=4, **e):
    yield a, b, c, d, e
    a = b = None
    yield a, b, c, d, e


print(list(args(1, 3, 5, d=6, z=7)))


class K:
    def __init__(self):
        self.items = [1, 2]

    def __iter__(self):
        yield from self.items
        yield len(self.items)

    def gen(self):
        yield self
        yield super().__init__

    @staticmethod
    def st():
        yield "static"

    @classmethod
    def cl(cls):
        yield cls.__name__

    @property
    def pr(self):
        return (i for i in self.items)


k = K()
print(list(k), next(k.gen()) is k, list(K.st()), list(k.cl()), list(k.pr), k.gen().__qualname__)
gens = [many() for _ in range(200)]
print(sum(next(g)[0] for g in gens), sum(next(g)[0] for g in gens))


def deep(n):
    if n:
        for x in deep(n - 1):
            yield x + 1
    else:
        yield 0
        yield 10


print(list(deep(100)))


def exc_inside():
    for i in range(5):
        try:
            if i % 2:
                raise ValueError(i)
            yield ("ok", i)
        except ValueError as e:
            yield ("err", e.args)


print(list(exc_inside()))


def unfinished():
    try:
        yield 1
    finally:
        print("collected")


u = unfinished()
next(u)
del u
print("end")
