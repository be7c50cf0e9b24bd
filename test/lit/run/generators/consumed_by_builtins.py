# Builtins that consume a generator: results, errors and frames as if C had called it.
import sys


def gen(n):
    for i in range(n):
        yield i
    return "unused"


def consume(n):
    return (set(i % 3 for i in range(n)), list(i for i in range(n)), tuple(i * 2 for i in range(n)),
            any(i > 2 for i in range(n)), all(i < 4 for i in range(n)), sum(i * i for i in range(n)),
            sum(i / 2 for i in range(n)), any(gen(n)), all(gen(n)), sum(gen(n)), sum(gen(n), 5), list(gen(n)))


for i in range(14):
    out = consume(i % 7)
    if i > 6:
        print(out)


def other(x):
    return list(x), any(x), sum(x) if not isinstance(x, str) else None, set(x), tuple(x), all(x)


for x in ([1, 2], (0,), range(4), gen(3), {2: 3}, "ab", [], gen(0), map(abs, [-1]), (i for i in (5, 6))):
    print(other(x))


def names():
    frames, depth = [], 0
    while True:
        try:
            frame = sys._getframe(depth)
        except ValueError:
            return frames
        frames.append(frame.f_code.co_name)
        depth += 1


def look():
    yield names(), sys._getframe().f_back.f_code.co_name


def looks():
    return list(look()), tuple(look()), [x for x in look()]


for i in range(12):
    out = looks()
print(out)


def fails(n):
    for i in range(n):
        yield 1 // (5 - i)


def errors(f, g):
    try:
        return f(g)
    except Exception as error:
        lines = []
        at = error.__traceback__
        while at:
            lines.append((at.tb_frame.f_code.co_name, at.tb_lineno))
            at = at.tb_next
        return type(error).__name__, str(error), lines


for i in range(12):
    out = [errors(f, fails(8)) for f in (list, set, tuple, sum, all)]
    out += [errors(sum, (c for c in "ab")), errors(set, ([] for _ in "a")), errors(any, gen), errors(sum, gen(3))]
print(out)


class Bad:
    def __bool__(self):
        raise ValueError("truth")

    def __add__(self, other):
        return "added"

    __radd__ = __add__


for i in range(12):
    out = [errors(any, (Bad() for _ in "ab")), errors(all, (Bad() for _ in "ab")), errors(sum, (Bad() for _ in "a"))]
print(out)


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n, end=" ")

    def __bool__(self):
        return self.n == 2

    def __hash__(self):
        return 1

    def __eq__(self, other):
        return True


def noisy(n):
    for i in range(n):
        yield Noisy(i)
    print("end", end=" ")


for i in range(10):
    print(any(noisy(5)), all(noisy(3)), len(set(noisy(3))), len(list(noisy(2))))


def deep(n):
    return 1 + sum(deep(n - 1) for _ in range(1)) if n else 0


for i in range(12):
    deep(5)
print(deep(300))
try:
    deep(10**5)
except RecursionError as error:
    print("RecursionError")
print(deep(300))


def depth_reached():
    reached = 0

    def down(n):
        nonlocal reached
        reached = max(reached, n)
        return any(down(n + 1) for _ in range(1))

    try:
        down(0)
    except RecursionError:
        pass
    return reached


sys.setrecursionlimit(300)
for i in range(10):
    reached = depth_reached()
print(reached > 50)
sys.setrecursionlimit(1000)


def throws():
    try:
        while True:
            try:
                yield "value"
            except KeyError as error:
                yield "caught", str(error)
    finally:
        print("closed")


def drive(g):
    got = [next(g), g.throw(KeyError("k")), g.send(1), next(g), g.throw(KeyError("again"))]
    for x in g:
        got.append(x)
        if len(got) > 7:
            break
    g.close()
    return got


for i in range(10):
    out = drive(throws())
print(out)


def handling():
    try:
        raise ValueError("inner")
    except ValueError:
        for i in range(3):
            yield sys.exc_info()[0]
    yield sys.exc_info()[0]


for i in range(10):
    try:
        raise TypeError
    except TypeError:
        out = list(handling()), [x for x in handling()], sys.exc_info()[0]
print(out)
sum = lambda *x: "mine"
print(consume(3)[5])
