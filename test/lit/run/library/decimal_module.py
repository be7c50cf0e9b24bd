from decimal import *

D = Decimal
print(
    D("1.10"),
    D(5),
    D(-0),
    D("-0"),
    D("1e3"),
    D("1E-10"),
    D("NaN"),
    D("-Infinity"),
    D("sNaN"),
    D((1, (1, 2, 3), -2)),
    D(0.1),
    D("  7.5 "),
    D("1_000.5"),
    D(True),
    repr(D("1.0")),
)
for f in (
    lambda: D("abc"),
    lambda: D(""),
    lambda: D([1]),
    lambda: D(None),
    lambda: D("1.2.3"),
    lambda: D(1) / 0,
    lambda: D(0) / 0,
    lambda: D(1) // 0,
    lambda: D(1) % 0,
    lambda: D("sNaN") + 1,
    lambda: D(-1).sqrt(),
    lambda: D(-1).ln(),
    lambda: D(0).ln(),
    lambda: D(1) + 1.5,
    lambda: D(1) < 1.5,
    lambda: D(1) == 1.0,
    lambda: D("NaN") < 1,
    lambda: D("NaN") == D("NaN"),
    lambda: int(D("NaN")),
    lambda: int(D("Infinity")),
    lambda: D("1e999999999") * 10,
    lambda: hash(D("sNaN")),
    lambda: D(10) ** 1000000,
    lambda: D("1").quantize(D("1e-30")),
    lambda: D(0) ** 0,
    lambda: D(-8) ** D("0.5"),
    lambda: divmod(D(7), 0),
    lambda: round(D("NaN")),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
a, b = D("7.25"), D("-2")
print(
    a + b,
    a - b,
    a * b,
    a / b,
    a // b,
    a % b,
    divmod(a, b),
    a**2,
    a**-1,
    -a,
    +a,
    abs(b),
    a > b,
    a == D("7.250"),
    max(a, b),
    3 + a,
    10 / D(4),
    2 ** D(3),
    D(7) % -3,
    D(-7) // 2,
    D(-7) % 2,
)
print(
    D(2).sqrt(),
    D(1) / 3,
    D(2) / 3,
    D(1).exp(),
    D(10).ln(),
    D(1000).log10(),
    D("1e-7"),
    D("0.000001"),
    D("0.0000001"),
    D("123456789e5"),
    D("1E+5") + 0,
    D(100).normalize(),
    D("100.00").normalize(),
    D("1E+3").to_integral_value(),
)
for r in (
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_UP,
    ROUND_DOWN,
    ROUND_HALF_UP,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_05UP,
):
    print(
        r,
        [
            str(D(x).quantize(D("1"), rounding=r))
            for x in ("1.5", "2.5", "-1.5", "-2.5", "1.1", "-1.1", "0.5", "5.01")
        ],
    )
print(
    D("1.2345").quantize(D(".01")),
    round(D("2.5")),
    round(D("2.675"), 2),
    round(D("1234"), -2),
    int(D("-3.9")),
    float(D("0.1")),
    D("3.7").to_integral_value(),
    D("2.5").to_integral_exact(),
    D("12.3").as_tuple(),
    D("12.3").adjusted(),
    D("1.5").as_integer_ratio(),
    D("100").as_tuple(),
    D("1e2").same_quantum(D("2e2")),
)
print(
    D("1.0").compare(D("1.00")),
    D("1.0").compare_total(D("1.00")),
    D("NaN").is_nan(),
    D("Inf").is_infinite(),
    D("-0").is_signed(),
    D("0").is_zero(),
    D("1.5").is_finite(),
    D("12").copy_sign(D("-1")),
    D("5").fma(2, 3),
    D("3").next_plus(),
    D("1").next_minus(),
    D("5").max(3),
    D("123").scaleb(2),
    D("5.5").remainder_near(2),
    D("1.23").shift(1),
    D("12345").rotate(2),
    D("1101").logical_and(D("1011")),
    D("10").number_class(),
    D("1e10").to_eng_string(),
)
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / 3, D("123456.789") + 0, D(2).sqrt(), ctx.prec)
    ctx.rounding = ROUND_UP
    print(D(1) / 3)
    ctx.traps[DivisionByZero] = False
    print(D(1) / 0, ctx.flags[DivisionByZero])
    ctx.traps[Inexact] = True
    try:
        D(1) / 3
    except Inexact as e:
        print("Inexact", e)
print(
    getcontext().prec,
    getcontext().rounding,
    getcontext().Emax,
    Context(prec=3).divide(1, 3),
    Context(prec=2).create_decimal("1.256"),
    getcontext().flags[Inexact],
)
for spec in (
    "",
    ".2f",
    "10.3f",
    "<10",
    "+.1f",
    ",",
    ",.2f",
    "e",
    ".2e",
    "g",
    "%",
    ".1%",
    "010.2f",
    "^12",
    "G",
    "n",
    "*>9.1f",
    ".0f",
):
    print(repr(spec), [format(D(x), spec) for x in ("1234567.891", "-0.005", "0", "1E+5", "NaN")])
print(
    "%s %r %.2f %d" % (D("1.10"), D("1.10"), D("1.125"), D("7.9")),
    f"{D('1.5')}",
    str(D("1E-6")),
    hash(D(5)) == hash(5),
    hash(D("0.5")) == hash(0.5),
    {D("1.0"): "x"}[1],
    sum([D("0.1")] * 10),
    D("0.1") * 3 == D("0.3"),
    sorted([D(3), 1, D("2.5")]),
    D("1.5") == 1.5,
    D("0.1") == 0.1,
    D(5).conjugate(),
    D(5).real,
    D(3) > 2.5,
    complex(D(2)),
)


def pi(prec):
    with localcontext() as c:
        c.prec = prec + 3
        lasts, t, s, n, na, d, da = 0, D(3), 3, 1, 0, 0, 24
        while s != lasts:
            lasts = s
            n, na = n + na, na + 8
            d, da = d + da, da + 32
            t = (t * n) / d
            s += t
        c.prec = prec
        return +s


print(pi(60))
f = D(1)
for i in range(1, 41):
    f *= i
print(f, D(2) ** 200, D(1) / D(7) ** 3)
