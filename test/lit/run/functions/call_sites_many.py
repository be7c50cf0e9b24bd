# Call sites that see many callables: functions, defaults, bound and class methods, generator functions,
# builtin types, classes.
import sys


def plain(a, b):
    return a + b


def one_default(a, b=10):
    return a * b


def all_defaults(a=1, b=2):
    return a - b


def closure(n):
    def inner(a, b=n):
        return a + b + n
    return inner


def gen(a, b=3):
    yield a
    yield b
    return "end"


def rest(a, *b):
    return a, b


def keywords(a, *, b=5):
    return a, b


class C:
    def __init__(self, a, b=4):
        self.a, self.b = a, b

    def method(self, a, b=6):
        return self.a, a, b

    @classmethod
    def make(cls, a, b=7):
        return cls.__name__, a, b

    @staticmethod
    def still(a, b=8):
        return a, b

    def __call__(self, a, b=9):
        return "called", a, b


class D(C):
    make_too = C.make


def show(x):
    if hasattr(x, "send"):
        return list(x)
    if isinstance(x, C):
        return x.a, x.b
    return x


c = C(0)
callables = [plain, one_default, all_defaults, closure(1), closure(2), gen, rest, keywords, C, D, c.method, c, C.make,
             D.make, D.make_too, C.still, c.make, c.still, max, divmod, range, complex, lambda a, b=2: (b, a)]


def two(f):
    return f(5, 6)


def one(f):
    return f(5)


def method_one(o):
    return o.make(1), o.still(2)


for _ in range(12):
    for f in callables:
        for call in one, two:
            try:
                result = show(call(f))
            except TypeError as error:
                result = error
            if _ in (0, 11):
                print(result)
for _ in range(20):
    out = [method_one(o) for o in (C, D, c, D(1))]
print(out)


def deep(n, f):
    return f(n - 1, f) if n else "bottom"


def deeper(n, f=deep):
    return f(n, f)


for i in range(30):
    deeper(i)
print(deeper(500))
try:
    deeper(10**6)
except RecursionError as error:
    print(error)


# C++ runs generators to their end in the middle of calls.
def summed(n):
    return sum(i * i for i in range(n)), set(i % 3 for i in range(n)), tuple(x for x in "abc"[:n])


for i in range(20):
    out = summed(i)
print(out)


class Truth:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Plain:
    pass


def truth(x):
    return ("yes" if x else "no"), (not x), (1 if not x else 2), bool(x), x and 1, x or 2


for i in range(12):
    out = [truth(x) for x in (0, 1, 0.0, -0.0, 2.5, "", "a", [], [0], (), (0,), {}, {1: 2}, set(), {1}, None, True,
                              Truth(0), Truth(3), b"", b"x", range(0), range(2), 10**30)]
print([row[:4] for row in out])
print(truth(Plain())[:4])
Plain.__bool__ = lambda self: False
print(truth(Plain())[:4])


# The end of a list's iterator, and an iterator kept beyond it.
def drain(items):
    iterator = iter(items)
    count = 0
    for x in iterator:
        count += 1
    if isinstance(items, list):
        items.append(1)
    return count, list(iterator)


for i in range(12):
    out = drain([1, 2, 3]), drain((1, 2)), drain([1.5]), drain([])
print(out)


def tree(n):
    if n:
        yield from tree(n - 1)
        got = yield n
        yield from tree(n - 1)
        return n


for i in range(3):
    print(list(tree(4)))


def delegate(n):
    result = yield from tree(n)
    yield "result", result


for i in range(12):
    out = list(delegate(3))
print(out)
