# Slices and unpacking in warm code: every kind of bound, container and value.
class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n


class L(list):
    pass


def load(x, a, b, c):
    return x[a:b], x[:b], x[a:], x[:], x[a:b:c], x[::c], x[::-1]


containers = [[], [1], [1, 2, 3, 4, 5], [0.5, 1.5, 2.5], ["a", "b", "c", "d"], (), (1, 2, 3, 4), "", "hello", "größe",
              b"bytes", L([3, 2, 1]), range(6), bytearray(b"abc")]
bounds = [None, 0, 1, -1, 3, -3, 10, -10, 2**62, -(2**70), True, Index(2)]
for x in containers:
    for a in bounds:
        for b in bounds[::2]:
            for c in (1, 2, -1, -2, None):
                out = load(x, a, b, c)
                if c == 2:
                    print(*out)


def failing(x, a, b, c):
    try:
        return x[a:b:c]
    except Exception as error:
        return type(error).__name__, str(error)


for i in range(15):
    out = [failing([1], 0, 1, 0), failing([1], "a", 1, 1), failing(5, 0, 1, 1), failing({}, 0, 1, 1),
           failing("ab", None, 1.5, None)]
print(out)


def store(x, a, b, v):
    x[a:b] = v
    return x


def store_step(x, a, b, c, v):
    x[a:b:c] = v
    return x


for i in range(3):
    for v in ([], [9], [7, 8, 9], (1,), ["x", 2.5], "str", range(2), [0.5], iter([4, 5])):
        for a, b in ((0, 1), (1, 3), (None, None), (-2, None), (3, 1), (10, 20)):
            print(store([1, 2, 3, 4], a, b, v), store([0.5, 1.5], a, b, v), store(["p", "q"], a, b, v), end=" ")
    print()
x = [1, 2, 3]
for i in range(10):
    x[1:2] = x
    x[:] = x[:3]
print(x, store_step([1, 2, 3, 4, 5], 0, None, 2, [7, 8, 9]), store_step(list("abcd"), None, None, -1, "wxyz"))
for i in range(12):
    for bad in (lambda: store_step([1, 2, 3], 0, 3, 2, [1]), lambda: store([1], 0, 1, 5), lambda: store((1,), 0, 1, [2]),
                lambda: store([1], "a", 1, [2])):
        try:
            bad()
        except Exception as error:
            if i == 11:
                print(type(error).__name__, error)


def flip(perm, k):
    perm[: k + 1] = perm[k::-1]
    return perm


for i in range(20):
    print(flip(list(range(6)), i % 6), flip(list("abcdef"), i % 6))


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


def unpack(x):
    a, b = x
    x, y = x
    (c, d), e = x, y
    return a, b, x, y, c, d, e


for i in range(12):
    out = unpack(((1, 2), 3)), unpack([[1, 2], 3])
print(out)


def order():
    a = Noisy("a")
    b = Noisy("b")
    t = Noisy("e"), Noisy("f")
    a, b = t
    t = None
    print("end")


for i in range(10):
    order()


def wrong(x):
    try:
        a, b, c = x
    except (ValueError, TypeError) as error:
        return str(error)
    return a, b, c


for i in range(12):
    out = [wrong(x) for x in ((1, 2), (1, 2, 3), (1, 2, 3, 4), [1], "abc", 5, {1: 2, 3: 4, 5: 6}, iter((1, 2)))]
print(out)


def constant_index(x):
    try:
        return x[0], x[1], x[-1]
    except Exception as error:
        return type(error).__name__, str(error)


for i in range(12):
    out = [constant_index(x) for x in ([1, 2], (1,), (3, 4, 5), "ab", {0: 1, 1: 2, -1: 3}, {}, b"xy", [0.5, 1.5], 7,
                                       range(3))]
print(out)
