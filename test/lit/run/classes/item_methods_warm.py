# __getitem__ and __setitem__ written in Python, from warm code: results, errors, frames, keys and values of all kinds.
import sys


class Grid:
    def __init__(self, width):
        self.width, self.cells, self.log = width, {}, []

    def __getitem__(self, key):
        if key == "frame":
            return sys._getframe(1).f_code.co_name, sys._getframe(1).f_lineno > 0
        if key == "fail":
            raise LookupError(key)
        x, y = key
        return self.cells.get(x + y * self.width, "none")

    def __setitem__(self, key, value):
        x, y = key
        if value is None:
            raise ValueError("no value")
        self.cells[x + y * self.width] = value
        return "ignored"


class Odd:
    def __getitem__(self, key, extra=1, *rest):
        return key, extra, rest


class Later(list):
    def __getitem__(self, key):
        return "later", list.__getitem__(self, key)


class Yields:
    def __getitem__(self, key):
        yield key


def use(o, a, b):
    o[a, b] = a * b
    o[a, b] += 1
    local = o[a, b]
    return local, o[b, a], o["frame"]


def keys(o):
    return o[0], o[1:2], o["k"], o[None]


def fails(o):
    try:
        o[1, 2] = None
    except ValueError as error:
        print(error)
    value = "kept"
    try:
        value = o["fail"]
    except LookupError as error:
        at = error.__traceback__
        while at:
            print(at.tb_frame.f_code.co_name, at.tb_lineno)
            at = at.tb_next
    return value


g = Grid(5)
for i in range(20):
    out = use(g, i % 5, 2)
print(out, sorted(g.cells.items()))
for i in range(12):
    out = keys(Odd()), Later([1, 2])[1]
print(out)
for i in range(12):
    if i == 11:
        print(fails(g))
for i in range(10):
    fails_quietly = [fails(g) for _ in range(2)] if i > 8 else None
for i in range(12):
    out = list(Yields()[i])
print(out)


class Deep:
    def __getitem__(self, n):
        return self[n - 1] + 1 if n else 0


for i in range(30):
    Deep()[i]
print(Deep()[200])
try:
    Deep()[10**6]
except RecursionError as error:
    print("RecursionError")


class Noisy:
    def __del__(self):
        print("del")

    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        pass


def temporary():
    x = Noisy()[1]
    Noisy()[x] = x
    return x


for i in range(9):
    temporary()
Grid.__getitem__ = lambda self, key: "new"
print(g[1, 2], use(g, 1, 2) if False else "skipped")


# Native functions with left-out and with changing arguments.
def natives(d, l, s):
    return d.get(1), d.get(5, "x"), l.count(1), s.split(), s.split("b"), s.split("b", 1), s.strip(), len(l), \
        len(s), s.find("b"), s.find("b", 2), s.startswith("a"), isinstance(l, list), isinstance(s, (int, str)), \
        abs(-3), divmod(7, 3), round(2.567, 2), round(2.5), int("12"), int("12", 8), sorted(l), ord("a"), repr(s)


class D(dict):
    def get(self, key, default="mine"):
        return default


for i in range(12):
    for d in ({1: 2}, D({1: 3}), {}):
        out = natives(d, [1, 2, 1], " abcb ")
    append = [].append if i % 2 else [0].append
    append(i)
    pop = [1, 2, 3].pop
    out += pop(), pop(0)
print(out)
for i in range(12):
    try:
        len(*([1] * (i % 3)))
    except TypeError as error:
        if i > 8:
            print(error)


def power(a, b):
    try:
        return a ** b
    except (ZeroDivisionError, OverflowError, TypeError) as error:
        return str(error)


def inplace(a, b):
    a **= b
    return a


values = [0, 1, -1, 2, -3, 10, 2**31, 2**61, 0.0, -0.0, 0.5, -2.5, 1.0, 1e200, -1e-200, float("inf")]
for i in range(2):
    for a in values:
        print(a, [power(a, b) for b in (0, 1, 2, 3, -1, 0.5, -1.5, 2.0, 60, float("-inf"))])
print(inplace(3, 4), inplace(0.5, 2), inplace(2, 62), inplace(-2, 61), inplace(-2, 63))


def lists(x):
    a, b, c = x
    return c, b, a


for i in range(12):
    out = [lists(x) for x in ([1, 2, 3], [0.5, 1e100, 2.5], [1e-250, 1.5, 2e-230], ["a", 1, None], (1.5, 2, "b"))]
print(out)
