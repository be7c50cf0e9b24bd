for x in (0.5, -3.75, 1e16, 0.1, 5e-324, 1.7976931348623157e308, 0.0, -0.0, 3.0):
    print(x.as_integer_ratio(), x.hex(), x.is_integer(), float.fromhex(x.hex()) == x, hash(x))
for s in (
    "0x1.8p1",
    "0x.1p4",
    "-0x1p-1074",
    "1.8",
    "inf",
    "nan",
    "0x1.fffffffffffff8p0",
    "0X1P3",
    " 0x10 ",
    "0x1p-1080",
):
    print(s, float.fromhex(s))
for s in ("0x1p2000", "xyz", "", "0x", "0x1p"):
    try:
        print(float.fromhex(s))
    except Exception as e:
        print(type(e).__name__, e)
for x in (float("inf"), float("nan"), float("-inf")):
    try:
        print(x.as_integer_ratio())
    except Exception as e:
        print(type(e).__name__, e)
    print(x.hex(), x.is_integer())
print(
    (1.5).real,
    (1.5).imag,
    (1.5).conjugate(),
    (2.7).__trunc__(),
    (2.7).__floor__(),
    (2.2).__ceil__(),
    (2.5).__round__(),
    (1.0).__bool__(),
    (1.5).__int__(),
)
print(
    hash(1.0) == hash(1),
    hash(0.5),
    hash(1.5),
    hash(-1.0),
    hash(float("inf")),
    hash(float("-inf")),
    hash(1e300),
    hash(0.1),
    hash(2.0**61),
)
print(
    (1.5).__add__(2),
    (1.5).__add__("x"),
    (1.5).__eq__(1.5),
    (1.5).__lt__(2),
    (1.5).__divmod__(1),
    (1.5).__rpow__(2),
    (0.0).__neg__(),
    (1.5).__format__(".3f"),
)


class MyF(float):
    def __repr__(self):
        return "MyF(" + float.__repr__(self) + ")"


m = MyF(2.5)
print(
    m,
    [m],
    m + 1,
    type(m + 1).__name__,
    -m,
    f"{m:.3f}",
    f"{m}",
    str(m),
    m == 2.5,
    {2.5: "k"}[m],
    round(m, 1),
    MyF("1e3"),
    int(m),
)
