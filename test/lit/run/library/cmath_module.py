import cmath

zs = [0j, 1 + 0j, 1j, -1 + 0j, 3 + 4j, -2.5 - 1.5j, complex(1e-5, 1e5)]
for name in (
    "sqrt",
    "exp",
    "log",
    "log10",
    "sin",
    "cos",
    "tan",
    "sinh",
    "cosh",
    "tanh",
    "asin",
    "acos",
    "atan",
    "asinh",
    "acosh",
    "atanh",
    "phase",
):
    f = getattr(cmath, name)
    row = []
    for z in zs:
        try:
            r = f(z)
            row.append(f"{r:.9g}")
        except (ValueError, OverflowError) as e:
            row.append(f"{type(e).__name__}:{e}")
    print(name, row)
print(
    cmath.polar(3 + 4j),
    cmath.rect(2, cmath.pi / 2),
    cmath.isnan(complex("nan")),
    cmath.isinf(complex("inf")),
    cmath.isfinite(1j),
    cmath.isclose(1j, 1j + 1e-12),
    cmath.log(100, 10),
    cmath.inf,
    cmath.infj,
    cmath.nanj,
)
for f in (
    lambda: cmath.log(0),
    lambda: cmath.exp(1000),
    lambda: cmath.sqrt("x"),
    lambda: cmath.polar(),
    lambda: cmath.rect(1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
