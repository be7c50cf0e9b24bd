# `in` and iteration in warm code: containers and items of all kinds.
class Same:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return other == self.n

    def __hash__(self):
        return hash(self.n)

    def __repr__(self):
        return f"S{self.n}"


class Never:
    def __contains__(self, item):
        return []


def test(item, container):
    out = [item in container, item not in container]
    if item in container:
        out.append("in")
    if item not in container:
        out.append("not in")
    out.append("yes" if item in container else "no")
    while item not in container:
        break
    else:
        out.append("else")
    return out


nan = float("nan")
items = [1, -1, 0, 1.0, 0.5, "a", "b", "", None, True, (1,), Same(1), Same("a"), nan, 2**70]
containers = [[], [1, 2, 3], [0.5, 1.0], ["a", 1, None], (), (1, "a", (1,)), {}, {1: 2}, {"a": 1}, {1, 2}, {"a"}, set(),
              frozenset({1, "a"}), [nan], [Same(1)], "abc", range(3), {0.5: 1}, Never(), [2**70], (True,), {2**70: 1}]
for _ in range(2):
    for container in containers:
        row = []
        for item in items:
            try:
                row.append(test(item, container))
            except TypeError as error:
                row.append(str(error))
        print(container if not isinstance(container, Never) else "Never", row)


def walk(x):
    out = []
    for a in x:
        out.append(a)
    it = iter(x)
    for a in it:
        for b in it:
            out.append((a, b))
            break
    return out, list(it), [b for b in x]


for i in range(12):
    out = [walk(x) for x in ([1, 2, 3], (1, 2), range(4), range(5, 0, -2), range(2**62, 2**62 + 2), "ab", {1: 2}, {7},
                             range(0), range(-(2**61), 2**61, 2**60))]
print(out)


def walk_generator(g):
    return [x for x in g], list(g)


for i in range(12):
    out = walk_generator(j for j in range(3))
print(out)


def tuples(a, b):
    t = ()
    t = (a,)
    t = (a, b, t)
    return t, (t, a)


for i in range(12):
    out = tuples(i, "x")
print(out)


def big():
    return (1, 2, 3, out, 5, 6, 7, 8, 9, 10, out, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56,
            57, 58, 59, 60, 61, 62, 63, 64, out, 66, 67, 68, 69, 70, 71, 72, out)


for i in range(12):
    t = big()
print(len(t), t[3] is out, t[-1])


def send_all(g):
    got = [next(g)]
    for i in range(5):
        try:
            got.append(g.send(i))
        except StopIteration as stop:
            got.append(("stop", stop.value))
            break
    return got


def echo():
    x = 0
    while x != 2:
        x = yield x
    return "done"


for i in range(12):
    out = send_all(echo()), next(echo(), "d"), list(echo() for _ in range(2)).__len__()
print(out)
e = (1 // x for x in (1, 0, 2))
try:
    print(list(e))
except ZeroDivisionError as error:
    print(error, list(e))


def recursive():
    yield sum(g)


g = recursive()
try:
    print(list(g))
except ValueError as error:
    print(error)
