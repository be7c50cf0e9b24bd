vals = [
    0.0,
    1.0,
    -1.5,
    3.14159265,
    1234567.891,
    1e-7,
    1.5e20,
    0.00012345,
    99.9999,
    float("inf"),
    float("nan"),
    -0.0,
]
for spec in (
    "",
    "f",
    ".0f",
    ".1f",
    ".3f",
    "e",
    ".0e",
    ".2e",
    "E",
    "g",
    ".3g",
    ".10g",
    "G",
    "#g",
    "#.0f",
    "%",
    ".1%",
    "10.2f",
    "<10.2f",
    "^12.3e",
    "+.2f",
    " .2f",
    "010.2f",
    ",",
    ",.2f",
    "_.1f",
    "*>12",
    "=+12.1f",
    ".3",
    "5",
    ".0",
    "n",
    ".15",
    ".17g",
    "z.1f",
):
    print(repr(spec), [format(v, spec) for v in vals])
for spec in ("d", "x", "s", "c", "b", ".f", "..2f", "5.f", "q", ".2d", ",_", "99999999999999999999f"):
    try:
        print(format(1.5, spec))
    except Exception as e:
        print(repr(spec), type(e).__name__, e)
for v in vals:
    print("%f|%.2f|%10.3f|%-10.1f|%+.1f|% .1f|%010.2f|%e|%.3E|%g|%.3g|%#g|%G|%.0f|%#.0f" % ((v,) * 15))
print(
    format(123.456, "020.3f"),
    format(1e50, ".2f"),
    format(1.7976931348623157e308, "f")[:30],
    format(5e-324, ".330f")[-10:],
    format(0.5, ".0f"),
    format(1.5, ".0f"),
    format(2.5, ".0f"),
)
print(
    f"{1e16}",
    f"{1e15:g}",
    f"{123456:g}",
    f"{1234567:g}",
    f"{0.0001:g}",
    f"{0.00001:g}",
    f"{100000.0:.6}",
    f"{1000000.0:.6}",
    f"{2.0:.1}",
    f"{25.0:.1}",
)
print(
    format(1.0, "0<10.3"),
    format(-1.0, "0=10"),
    format(-1.0, "010"),
    format(float("inf"), "010"),
    format(float("nan"), "+10"),
    format(-3.5, "x^12.2%"),
)
