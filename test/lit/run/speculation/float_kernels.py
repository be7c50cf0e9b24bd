import math


def dot(a, b):
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


print(
    dot([1.0, 2.0], [3.0, 4.0]),
    dot([1, 2], [3, 4]),
    dot([1.5, 2], [2, 1.5]),
    dot([], []),
    dot([1e308] * 2, [10.0, -10.0]),
    dot([2**60] * 3, [2**60] * 3),
)


def norm(x, y, z):
    return math.sqrt(x * x + y * y + z * z)


print(norm(1.0, 2.0, 2.0), norm(3, 4, 0), norm(1e200, 1e200, 0), norm(0, 0, 0))


def horner(cs, x):
    r = 0
    for c in cs:
        r = r * x + c
    return r


print(
    horner([1, 2, 3], 2),
    horner([1, 2, 3], 0.5),
    horner([1.5, -2], 3),
    horner([1, 0, 0, 1], 10**10),
    horner([1, 1], 1j),
)


def special(xs):
    out = []
    for x in xs:
        out.append((x == x, x < 1.0, x > 1.0, x + 1.0, -x, abs(x), x * 0.0, bool(x)))
    return out


for row in special([float("nan"), float("inf"), -float("inf"), -0.0, 0.0, 5e-324, 1.0]):
    print(row)


def integer_valued(n):
    x = 0.0
    for i in range(n):
        x += i
    return x, int(x), x == int(x), x // 7, x % 7, divmod(x, 7), -x // 7, -x % 7, x % -7


print(integer_valued(100))


def division(a, b):
    out = []
    for x in a:
        for y in b:
            try:
                out.append((x / y, x // y, x % y))
            except ZeroDivisionError as e:
                out.append(str(e))
    return out


print(division([7.5, -7.5, 0.0, 1e300], [2.0, -2.0, 0.3, 1e-300]))
print(division([1.0, 5], [0.0, 0, 2]))


def powers(x):
    return x**2, x**0.5, x**-1, x**3, 2**x, x**0


print(powers(2.0), powers(4), powers(0.25), powers(-2.0))
for f in (
    lambda: powers(0.0),
    lambda: 1e200**2,
    lambda: (-8.0) ** (1 / 3),
    lambda: math.sqrt(-1.0),
    lambda: math.exp(1e4),
    lambda: int(1e400),
    lambda: 10.0**400,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def mixed_compare(xs, ys):
    return [[(x < y) + 2 * (x == y) + 4 * (x > y) for y in ys] for x in xs]


print(
    mixed_compare(
        [1, 1.0, 2**53, 2.0**53, 2**53 + 1, float("nan"), float("inf"), 10**400],
        [1, 2**53 + 1, 2.0**53, 1.5, 10**400, -float("inf")],
    )
)


def kahan(xs):
    s = c = 0.0
    for x in xs:
        y = x - c
        t = s + y
        c = (t - s) - y
        s = t
    return s


xs = [0.1] * 1000
print(kahan(xs), sum(xs), math.fsum(xs))


def mandel(c, n=50):
    z = 0
    for i in range(n):
        z = z * z + c
        if abs(z) > 2:
            return i
    return n


print([mandel(complex(x / 4, y / 4)) for x in range(-8, 4, 3) for y in range(-4, 5, 4)])


def bisect(f, lo, hi):
    for _ in range(60):
        mid = (lo + hi) / 2
        if f(mid) < 0:
            lo = mid
        else:
            hi = mid
    return lo


print(bisect(lambda x: x * x - 2, 0, 2), bisect(lambda x: x**3 - 5, 0.0, 3.0))


def conversions(xs):
    return [(int(x), float(x), round(x), x.__class__.__name__) for x in xs]


print(conversions([1.5, 2.5, -1.5, 3, 1e15, True]))
acc = 1.0
for i in range(1, 400):
    acc *= i
    if acc == math.inf:
        print("inf at", i)
        break
x = 1.0
for i in range(1200):
    x /= 2
    if x == 0.0:
        print("zero at", i)
        break
print(
    min(0.0, -0.0),
    max(-0.0, 0.0),
    0.0 * -1,
    -0.0 + 0.0,
    -0.0 - 0.0,
    math.copysign(1, -0.0),
    [0.0, -0.0] == [-0.0, 0.0],
    {0.0: 1}[-0.0],
    hash(0.0) == hash(-0.0),
)
