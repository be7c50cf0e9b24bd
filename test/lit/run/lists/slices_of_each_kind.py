# Slices of lists of ints, floats and objects: copies, assignments that overwrite, what is dropped when.
import itertools


class Logged:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("del", self.name)


BOUNDS = (None, 0, 1, 2, 4, 5, 9, -1, -2, -5, -9, 1 << 70, -(1 << 70))
STEPS = (None, 1, 2, 3, 7, -1, -2, -3, -7)


def digest(items):
    total = 0
    for start, stop, step in itertools.product(BOUNDS, BOUNDS, STEPS):
        part = items[start:stop:step]
        assert type(part) is list
        total = (total * 31 + hash(tuple(part)) + len(part)) % 1000000007
    return total


print(digest([1, 2, 3, 4, 5]), digest([1.5, 2.5, -0.0, 4.5, 1e300]), digest([1, 2.0, (3,), 4, (5.5,)]), digest([]))


def assigned(items, value):
    result = []
    for start, stop, step in itertools.product((None, 0, 1, 3, -1, 9), (None, 0, 2, 4, -2), (None, 1, 2, -1)):
        copy = items[:]
        try:
            copy[start:stop:step] = value
        except (ValueError, TypeError) as error:
            copy = str(error)
        result.append(copy)
    return sum(len(str(r)) * (i + 1) for i, r in enumerate(result)), result[7], result[-9]


for items in ([1, 2, 3, 4, 5], [1.5, 2.5, 3.5, 4.5], [1, "x", None, 2.5], []):
    for value in ([7, 8], [7.25, 8.5], ["p", "q"], [7, 8.5], (1, 2), "ab", [], range(2), 5, None, {9: 1}):
        print(assigned(items, value))


def flip(perm):
    flips = 0
    while k := perm[0]:
        perm[:k + 1] = perm[k::-1]
        flips += 1
    return flips, perm


print(flip([3, 1, 2, 0, 4]), flip([4, 2, 1, 0, 3]))


def itself():
    a = [1, 2, 3, 4]
    a[:] = a
    a[1:3] = a
    b = [1.5, 2.5]
    b[:] = b[::-1]
    b[0:2] = b
    c = a[:]
    c[::2] = c[::-2]
    return a, b, c, a is not c


print(itself())


def order():
    items = [Logged("a"), Logged("b"), Logged("c"), Logged("d")]
    part = items[1:3]
    items[:2] = [Logged("x"), Logged("y")]
    print("assigned", items, part)
    del part
    print("part gone")
    items[::2] = [1, 2]
    print("stepped", items)
    back = items[::-1]
    del items[:]
    print("cleared", back)


order()


class Sub(list):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)

    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)


s = Sub([1, 2, 3])
s[:2] = [8, 9]
t = s[::-1]
print(s, t, type(t), [1, 2, 3][Sub([1])[0]:])
plain = [1, 2, 3]
plain[0:2] = s
plain[2:3] = Sub([7])
print(plain)


class Index:
    def __index__(self):
        plain.append(5)
        return 1


plain[Index():] = [1]
print(plain, plain[Index():Index()], plain[:Index()])
for bad in (1.0, "x", object):
    try:
        plain[bad:]
    except TypeError as error:
        print(error)
try:
    plain[::0]
except ValueError as error:
    print(error)


def rotate(items, n):
    insert, pop = items.insert, items.pop
    for i in range(n):
        insert(i % 4, pop(0))
        insert(-1, pop())
    insert(100, 1.5)
    insert(-100, "x")
    insert(True, 7)
    return items


print(rotate([1, 2, 3, 4, 5], 9), rotate([1.5, 2.5], 3), rotate(["a", 2, None], 5))
for bad in (1.0, None, 1 << 70):
    try:
        [1].insert(bad, 2)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
    try:
        [1].pop(bad)
    except (TypeError, OverflowError, IndexError) as error:
        print(type(error).__name__, error)
