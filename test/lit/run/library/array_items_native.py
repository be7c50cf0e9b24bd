# Items of arrays by index in loops: all types, ranges, errors, conversions that change the array.
from array import array


def total(items, n):
    s = 0.0
    for i in range(n):
        s = s + items[i] * 0.5
    return s


def count(items, n):
    s = 0
    for i in range(n):
        s += items[i] - items[-1 - i]
    return s


def fill(items, n, value):
    for i in range(n):
        items[i] = value
        items[-1] = value
    return items


def scale(items, factor):
    for i in range(len(items)):
        items[i] *= factor
        items[i] = items[i] + factor
    return items


for code in "bBhHiIlLqQfd":
    a = array(code, [1, 2, 3, 100])
    print(code, total(a, 4), count(a, 4), fill(array(code, [0] * 3), 3, 7), scale(array(code, [1, 2]), 3))
    for value in (1.5, -1, 127, 128, 255, 256, 32768, 65536, 1 << 31, 1 << 32, 1 << 61, 1 << 63, 1 << 64, -(1 << 63), 5e-324,
                  float("inf"), "x", None, True, 2 + 1j):
        b = array(code, [9])
        try:
            fill(b, 1, value)
            print(b, count(b, 1))
        except (TypeError, OverflowError) as error:
            print(type(error).__name__, error, b)
    for index in (4, -5, 1 << 62, 1 << 70, 1.0, "x", None, True, slice(1, 3)):
        try:
            print(a[index], end=" ")
            a[index] = a[index]
            print(a)
        except (IndexError, TypeError) as error:
            print(type(error).__name__, error)
u = array("u", "héllo")
print(u[1], u[-1], total(array("f", [0.1, 0.2]), 2), count(array("d", [-0.0, 5e-324, 1e308]), 3))
u[0] = "j"
try:
    u[1] = 5
except TypeError as error:
    print(error)
print(u, array("Q", [(1 << 64) - 1])[0], array("q", [-(1 << 63)])[0], array("l", [1 << 62])[-1])


class Doubling(array):
    def __getitem__(self, i):
        return 2 * super().__getitem__(i)

    def __setitem__(self, i, value):
        print("set", i, value)
        super().__setitem__(i, value)


d = Doubling("d", [1.0, 2.0, 3.0])
print(total(d, 3), fill(d, 2, 4.5), d[0])


class Grows:
    def __init__(self, target):
        self.target = target

    def __index__(self):
        self.target.append(1.0)
        return 0


target = array("d", [1, 2])
target[Grows(target)] = 5.0
print(target)


def mixed(containers):
    s = 0.0
    for c in containers:
        for i in range(3):
            s += c[i]
            c[i] = s
    return s, containers


print(mixed([array("d", [1, 2, 3]), [1.0, 2.0, 3.0], [1, 2, 3], array("f", [1, 2, 3]), {0: 1.0, 1: 2.0, 2: 3.0}]))
view = memoryview(target)
target[0] = 2.5
print(view[0], array("d", target)[0], target * 2, target[:1][0], (target + target)[-1])
e = array("d")
try:
    e[0]
except IndexError as error:
    print(error)
e.append(1.25)
e.extend([2.5, 3.75])
print(e[0] + e[2], e.pop(), e[1], e.__class__)
