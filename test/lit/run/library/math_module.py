import math

xs = [
    0.0,
    -0.0,
    0.5,
    -1.5,
    1.0,
    2.0,
    10.0,
    1e-10,
    1e10,
    1e300,
    math.pi,
    math.e,
    math.inf,
    -math.inf,
    math.nan,
]
for name in (
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "sinh",
    "cosh",
    "tanh",
    "asinh",
    "acosh",
    "atanh",
    "exp",
    "expm1",
    "log",
    "log2",
    "log10",
    "log1p",
    "sqrt",
    "cbrt",
    "exp2",
    "gamma",
    "lgamma",
    "erf",
    "erfc",
    "degrees",
    "radians",
    "fabs",
    "floor",
    "ceil",
    "trunc",
    "isnan",
    "isinf",
    "isfinite",
    "frexp",
    "modf",
    "ulp",
):
    f = getattr(math, name)
    row = []
    for x in xs:
        try:
            r = f(x)
            row.append(f"{r:.12g}" if isinstance(r, float) else r)
        except (ValueError, OverflowError) as e:
            row.append(f"{type(e).__name__}:{e}")
    print(name, row)
for f in (
    lambda: math.pow(2, 0.5),
    lambda: math.pow(-8, 1 / 3),
    lambda: math.pow(0, -1),
    lambda: math.pow(1e200, 2),
    lambda: math.hypot(3, 4),
    lambda: math.hypot(1, 2, 3),
    lambda: math.hypot(),
    lambda: math.dist([1, 2], [4, 6]),
    lambda: math.dist([1], [1, 2]),
    lambda: math.atan2(1, -1),
    lambda: math.atan2(-0.0, -1),
    lambda: math.fmod(-7, 3),
    lambda: math.fmod(1, 0),
    lambda: math.remainder(7, 4),
    lambda: math.remainder(5, 2),
    lambda: math.copysign(3, -0.0),
    lambda: math.ldexp(0.75, 4),
    lambda: math.ldexp(1, 5000),
    lambda: math.log(8, 2),
    lambda: math.log(10**400),
    lambda: math.log2(2**1000),
    lambda: math.log10(10**50),
    lambda: math.log(0),
    lambda: math.log(-1),
    lambda: math.log("x"),
    lambda: math.sqrt(-1),
    lambda: math.sqrt(10**400),
    lambda: math.sqrt("4"),
    lambda: math.nextafter(1, 2),
    lambda: math.nextafter(0, -1),
    lambda: math.fsum([0.1] * 10),
    lambda: math.fsum([1e308, 1e308, -1e308]),
    lambda: math.fsum([math.inf, -math.inf]),
    lambda: math.prod([1, 2, 3.5]),
    lambda: math.prod([], start=5),
    lambda: math.isclose(1, 1 + 1e-10),
    lambda: math.isclose(1, 1.1, rel_tol=0.2),
    lambda: math.isclose(0, 1e-10, abs_tol=1e-9),
    lambda: math.isclose(1, 2, rel_tol=-1),
    lambda: math.sin(),
    lambda: math.sin(1, 2),
    lambda: math.sin(1j),
    lambda: math.exp(1000),
    lambda: math.cosh(1000),
    lambda: math.tan(math.pi / 2),
):
    try:
        r = f()
        print(f"{r:.12g}" if isinstance(r, float) else r)
    except Exception as e:
        print(type(e).__name__, e)
print(
    [math.factorial(n) for n in (0, 1, 5, 20, 21, 30)],
    [math.gcd(*a) for a in ((), (12,), (12, 18), (0, 0), (-4, 6), (2**70, 2**65 * 3), (12, 18, 27))],
    [math.lcm(*a) for a in ((), (4, 6), (0, 5), (3, 5, 7), (-4, 6))],
)
print(
    [math.comb(n, k) for n, k in ((5, 2), (5, 0), (5, 6), (50, 25), (100, 3))],
    [math.perm(n, k) for n, k in ((5, 2), (5, 5), (5, 6))],
    math.perm(5),
    [math.isqrt(n) for n in (0, 1, 15, 16, 10**40, 2**64 - 1)],
)
for f in (
    lambda: math.factorial(-1),
    lambda: math.factorial(2.0),
    lambda: math.factorial("x"),
    lambda: math.isqrt(-1),
    lambda: math.isqrt(1.5),
    lambda: math.comb(-1, 2),
    lambda: math.comb(5, -1),
    lambda: math.gcd(1.5),
    lambda: math.floor("x"),
    lambda: math.floor(math.inf),
    lambda: math.trunc(math.nan),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    math.pi,
    math.e,
    math.tau,
    math.inf,
    math.nan,
    math.floor(-0.5),
    math.ceil(-0.5),
    math.trunc(-2.7),
    math.floor(1e20),
    math.floor(7),
)
