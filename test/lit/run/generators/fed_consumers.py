# Generator expressions that a builtin takes at once: whether their items run Python code, whether they end early, fail,
# look at frames or are given to something else than the builtin.
import builtins
import sys
import traceback


def name(depth):
    return sys._getframe(depth + 1).f_code.co_name


class Noisy:
    made = 0

    def __init__(self, x):
        self.x = x
        Noisy.made += 1

    def __eq__(self, other):
        print("eq in", name(1), end=" ")
        return self.x == other.x

    def __hash__(self):
        return self.x % 2

    def __bool__(self):
        print("bool in", name(1), end=" ")
        return self.x > 2

    def __lt__(self, other):
        print("lt in", name(1), end=" ")
        return self.x < other.x

    def __add__(self, other):
        print("add in", name(1), end=" ")
        return Noisy(self.x + getattr(other, "x", other))

    __radd__ = __add__

    def __del__(self):
        Noisy.made -= 1


class Plain:
    pass


def plain(n):
    print(list(i * i for i in range(n)), tuple(str(i) for i in range(n)), sorted(set(i % 3 for i in range(n))))
    print(any(i > 2 for i in range(n)), all(i < 3 for i in range(n)), any([] for i in range(n)), all("x" for i in range(n)))
    print(sum(i for i in range(n)), sum(i / 4 for i in range(n)), sum(10**17 * i for i in range(n)), sum(2j for i in range(n)))
    print(sum(i if i % 2 else i / 2 for i in range(n)), frozenset(c for c in "ab") == {"a", "b"}, len(set(Plain() for i in range(n))))
    print(len(set((i, str(i % 2), (None, i / 2)) for i in range(n))), any(None for i in range(n)), all(Plain() for i in range(n)))
    print(sorted(-i for i in range(n)), max(i % 5 for i in range(n + 1)), min(i / 3 - 1 for i in range(n + 1)))
    print(max(str(i) for i in range(n + 1)), min(10**20 - i for i in range(n + 1)), max(i if i % 2 else i + 0.5 for i in range(n + 1)))
    print(min((i % 3, i) for i in range(n + 1)), max([i] for i in range(n + 1)), sorted((i % 2, str(i)) for i in range(n)))
    print(set(), list(x for x in ()), sum(x for x in ()), any(x for x in ()), all(x for x in ()))


def noisy(n):
    print(len(set(Noisy(i) for i in range(n))))
    print(any(Noisy(i) for i in range(n)), all(Noisy(3 - i) for i in range(n)))
    print(max(Noisy(i) for i in range(n)).x, min(Noisy(-i) for i in range(n)).x, [o.x for o in sorted(Noisy(-i) for i in range(n))])
    print(sum(Noisy(i) for i in range(n)).x, list(Noisy(i).x for i in range(n)), Noisy.made)


def failing(how, limit):
    try:
        print(how(limit))
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__), repr(error.__context__))
        for frame in traceback.extract_tb(error.__traceback__)[1:]:
            print("   ", frame.name, frame.lineno, frame.line, frame.colno, frame.end_colno)


def divide(n):
    return list(12 // (n - i) for i in range(9))


def stop(n):
    def step(i):
        if i == n:
            raise StopIteration(i)
        return i

    return sum(step(i) for i in range(9))


def unhashable(n):
    return set(i if i < n else [i] for i in range(n + 1))


def mixed(n):
    return sum(i if i < n else "text" for i in range(n + 1))


def unbound(n):
    result = tuple(i + late for i in range(n))
    late = 1
    return result


def empty(n):
    return min(i for i in range(n, n)), 1


def unordered(n):
    return sorted(i if i < n else "text" for i in range(n + 1))


def incomparable(n):
    return max(i if i < n else None for i in range(n + 1))


def handled(n):
    try:
        raise KeyError(n)
    except KeyError:
        return any(1 / (i - n) > 5 for i in range(9))


def frames(n):
    return list((name(0), name(1), name(2), sys._getframe().f_lineno) for i in range(n))


class Tree:
    def __init__(self, depth):
        self.children = [Tree(depth - 1) for _ in range(depth)]

    def size(self):
        return 1 + sum(child.size() for child in self.children)

    def depths(self):
        return set(1 + d for child in self.children for d in child.depths()) | {0}


def pairs(rows):
    return tuple(tuple(x + y for x in row if x) for y, row in enumerate(rows) if any(x for x in row))


def endless():
    n = 0
    while True:
        yield n
        n += 1


def deep(n):
    return 0 if n == 0 else 1 + max([sum(deep(n - 1) for _ in range(1))])


def shadowed(n, list=sorted):
    return list(-i for i in range(n))


for round in range(25):
    if round % 8 == 0:
        plain(round % 5)
        plain(7)
        noisy(5)
for round in range(3):
    for how in (divide, stop, unhashable, mixed, unbound, empty, unordered, incomparable, handled):
        failing(how, 3)
print(frames(2))
for _ in range(2):
    tree = Tree(5)
    print(tree.size(), tree.depths())
print(pairs([[1, 0, 2], [0, 0], [3]]), any(n > 40 for n in endless()), all(n < 40 for n in (m * 2 for m in endless())))
print(deep(20), shadowed(4), Noisy.made)
try:
    deep(100000)
except RecursionError as error:
    print("RecursionError", str(error)[:32])


def total(n):
    return sum(i for i in range(n))


print(total(10))
original = builtins.sum
builtins.sum = lambda items: ("mine", original(items))
print(total(10))
builtins.sum = original
print(total(10))


def changing(n):
    values = [1] * n

    def change(i):
        values[i] = 2.5
        return values[i]

    first = sum(values[i] for i in range(n))
    return first, sum(change(i) for i in range(n)), set(values[i] for i in range(n)), values


print(changing(4), changing(4))
print(sum(i for i in range(200000)), len(set(i for i in range(30000))), len(tuple(i * 0.5 for i in range(30000))))
