# Items of tuples and lists that go straight into values, and are dropped together.
class Logged:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("del", self.name)


def swap(source, rounds):
    for i in range(rounds):
        a, b, c, d = source(i)
        a, b, c, d = source(i + 100)
    return a, b, c, d


print(swap(lambda i: (i, i + 1, i + 2, i + 3), 3))
print(swap(lambda i: [i, i + 1, i + 2, i + 3], 3))
print(swap(lambda i: [i * 0.5, i + 0.25, -0.0, 1e300], 3))
print(swap(lambda i: (i, None, "x", 2.5), 3))
print(swap(lambda i: [1, 2.0, "x", i] if i % 2 else (1, 2, 3, 4), 3))
print(swap(lambda i: [Logged(f"{i}.{k}") for k in range(4)], 2))
print(swap(lambda i: (Logged(f"{i}.a"), 1, Logged(f"{i}.c"), 2.5), 2))
print(swap(lambda i: {i: 0, i + 1: 0, i + 2: 0, i + 3: 0}, 2))
print(swap(lambda i: (1 << 70, 5e-324, i, []), 2))


class Items(tuple):
    def __iter__(self):
        return iter("wxyz")


class Things(list):
    pass


print(swap(lambda i: Items((1, 2, 3, 4)), 2))
print(swap(lambda i: Things((1, 2, 3, 4)), 2))


def raising(value):
    kept = [Logged("kept")]
    try:
        a, b = 1, 2
        a, b = value
        print(a, b)
    except Exception as error:
        print(type(error).__name__, error, a, b)
    try:
        [a, *b, c] = value
        print(a, b, c)
    except Exception as error:
        print(type(error).__name__, error, a, b)
    del kept


def broken():
    yield 1
    yield 2
    raise KeyError("broken")


class NoIter:
    __iter__ = None


class Indexed:
    def __getitem__(self, i):
        if i == 2:
            raise IndexError
        return i * 10


for value in ((), (1,), [1, 2], [1, 2, 3], "ab", "abc", 5, None, broken(), NoIter(), Indexed(), {1}, b"xy", range(2),
              [1.5, 5e-324], (1, 5e-324, [])):
    raising(value)


def none(value):
    try:
        () = value
        [] = value
        return "empty"
    except Exception as error:
        return type(error).__name__, str(error)


for value in ((), [], "", {}, iter(()), (1,), [2], 3):
    print(none(value))


def changes(shared):
    a, b, c = shared
    shared[0] = "new"
    shared.clear()
    return a, b, c


print(changes([Logged("p"), Logged("q"), Logged("r")]))
print(changes([1, 2, 3]), changes([1.5, 2.5, 3.5]))


def many(t):
    (a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r) = t
    (s, t, u, v, w, x, y, z, aa, bb) = t[3:13]
    return a + r, q, s, bb, j


print(many(tuple(range(18))), many([str(i) for i in range(18)]), many([i / 2 for i in range(18)]))


def nested(rows):
    total = 0
    for (a, b), [c, d] in rows:
        total += a * b - c * d
    return total


print(nested([((1, 2), [3, 4]), ([5, 6], (7, 8)), ((1.5, 2), [0.25, 4])]))
try:
    nested([((1, 2), [3, 4]), ((1, 2), 3)])
except TypeError as error:
    print(error)
try:
    nested([((1, 2), [3, 4, 5])])
except ValueError as error:
    print(error)
