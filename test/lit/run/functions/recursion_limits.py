import sys


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


print(depth(800))


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as e:
    print(type(e).__name__, e)


class R:
    def __repr__(self):
        return repr(self)

    def __getattr__(self, n):
        return getattr(self, n + "x")

    def __eq__(self, o):
        return self == o

    def __call__(self):
        return self()

    def __bool__(self):
        return bool(self)

    def __len__(self):
        return len(self)

    def __add__(self, o):
        return self + o

    def __getitem__(self, i):
        return self[i]


r = R()
for f in (
    lambda: repr(r),
    lambda: r == 1,
    lambda: r(),
    lambda: bool(r),
    lambda: len(r),
    lambda: r + 1,
    lambda: r[0],
    lambda: r.a,
    lambda: str([r]),
):
    try:
        f()
    except RecursionError as e:
        print("RecursionError", str(e)[:32])


def mutual_a(n):
    return mutual_b(n)


def mutual_b(n):
    return mutual_a(n)


try:
    mutual_a(0)
except RecursionError:
    print("mutual")


def in_finally(n):
    try:
        in_finally(n + 1)
    finally:
        pass


try:
    in_finally(0)
except RecursionError:
    print("through finally")


def gen(n):
    yield from gen(n + 1)


try:
    next(gen(0))
except RecursionError:
    print("generator")
l = []
for _ in range(100000):
    l = [l]
try:
    repr(l)
except RecursionError as e:
    print(e)
try:
    l == l[:]
    m = []
    for _ in range(100000):
        m = [m]
    print(l == m)
except RecursionError as e:
    print(e)
while l:
    l = l[0]
while m:
    m = m[0]
old = sys.getrecursionlimit()
sys.setrecursionlimit(5000)
print(depth(4000))
sys.setrecursionlimit(old)
print(old, depth(500))
for v in (0, -5, "x", 3):
    try:
        sys.setrecursionlimit(v)
        print("set", v)
    except (ValueError, TypeError, RecursionError) as e:
        print(type(e).__name__, e)
    finally:
        sys.setrecursionlimit(old)
print(list(map(depth, range(5))), sorted([3, 1, 2], key=depth))
