# Comprehensions, lambdas and generator expressions with a closure that nothing but their call sees: what runs in them
# sees the cells of the moment, and whoever looks at frames, tracebacks or other globals finds functions as ever.
import sys
import traceback
import types

limit = 3


def scale(rows, factor):
    return [[x * factor + len(row) for x in row if x < limit * factor] for row in rows]


def shared(n):
    total = 0

    def add(x):
        nonlocal total
        total += x
        return total

    first = [add(i) for i in range(n)]
    total = 100
    return first, [add(i) + total for i in range(n)], {i: add(i) for i in range(n)}, {total - i for i in range(n)}, total


def counted(n):
    for k in range(n):
        yield [k * i for i in range(k)], sum(k + i for i in range(k)), (lambda x: x + k)(1)
        k += 10
        yield tuple(k - i for i in range(2))


def where(depth):
    frame = sys._getframe(depth)
    return frame.f_code.co_name, frame.f_lineno


def frames(n):
    kept = []

    def keep(x):
        kept.append(sys._getframe(1))
        return where(2)[0], where(1)[0], x + n

    seen = [keep(i) for i in range(2)], set(keep(i) for i in range(1))
    return seen, [(f.f_code.co_name, f.f_back and f.f_back.f_code.co_name) for f in kept], all(f is kept[0] for f in kept[:2])


def failing(n, rows):
    return [n // x for x in rows], [n + late for x in rows]
    late = 1


def iterable_fails(n, rows):
    return [x + n for x in rows[n]], sum(x * n for x in rows.missing)


def report(call, *args):
    try:
        print(call(*args))
    except Exception as error:
        print(type(error).__name__, error)
        for frame in traceback.extract_tb(error.__traceback__)[1:]:
            print("   ", frame.name, frame.lineno, frame.line, frame.colno, frame.end_colno)


def wrong(n):
    return (lambda x, y=n: x + y)(1), (lambda x: x + n)(1, 2)


def nested(n):
    def inner(m):
        return [[(a, b, n, m, [c + n for c in range(b)]) for b in range(a) if any(n > d for d in range(m))] for a in range(m)]

    return inner(n)


class Table:
    width = 2
    names = [chr(97 + i) for i in range(3)]

    def __init__(self, cells):
        self.cells = cells

    def column(self, k):
        return [self.cells[i + k] for i in range(0, len(self.cells), self.width)]

    def columns(self):
        return [self.column(k) for k in range(self.width)], max([self.cells[i] for i in range(self.width)])


def branching(rows, n, flag):
    return [x + n for x in (rows if flag else reversed(rows))], [x - n for x in rows] if flag else (lambda: n)()


def deleted(n):
    values = [n + i for i in range(2)]
    try:
        del n
        return [n + i for i in range(2)]
    except NameError as error:
        return values, str(error)


for _ in range(3):
    print(scale([[1, 2, 30], [4.5, 2]], 2), shared(4))
    print(list(counted(3)))
    report(frames, 5)
    report(failing, 6, [1, 2])
    report(failing, 6, [1, 0])
    report(iterable_fails, 0, [[1, 2], 3])
    report(iterable_fails, 1, [[1, 2], 3])
    report(wrong, 2)
    print(nested(3))
    print(Table.names, Table([1, 2, 3, 4, 5, 6]).columns())
    print(branching([1, 2], 3, True), branching([1, 2], 3, False), deleted(4))

# The same code with other globals.
other = types.FunctionType(scale.__code__, {"limit": 1, "__builtins__": __builtins__, "len": lambda row: 1000})
print(other([[1, 2, 30], [4.5, 2]], 2), scale([[1, 2, 30], [4.5, 2]], 2))
source = "def make(k):\n    return [k + step + i for i in range(2)], sum(k * step + i for i in range(3))\n"
for step in (1, 2.5):
    space = {"step": step}
    exec(source, space)
    print(space["make"](10))


def recursive(n):
    return [n, *(recursive(n - 1) for _ in range(1))] if n else [sum(limit + n for _ in range(n + 1))]


print(recursive(4))
sys.setrecursionlimit(200)


def endless(n):
    return [endless(n + i) for i in range(1)]


try:
    endless(0)
except RecursionError as error:
    print("RecursionError", str(error)[:32])
