ints = [0, 5, -42, 123456, 2**70, True]
for spec in (
    "%d",
    "%5d",
    "%-8d|",
    "%08d",
    "%+d",
    "% d",
    "%.3d",
    "%8.3d",
    "%x",
    "%#x",
    "%X",
    "%#X",
    "%o",
    "%#o",
    "%i",
    "%u",
    "%c",
    "%s",
    "%r",
    "%e",
    "%.2f",
    "%g",
    "%5.1f",
    "%+.2e",
    "%-10.4g|",
    "%010.3f",
    "%#.3g",
    "%ld",
    "%hd",
    "%Lf",
):
    row = []
    for v in ints:
        try:
            row.append(spec % v)
        except (OverflowError, TypeError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(spec, row)
print(
    "%s %s" % ("a", "b"),
    "%s" % ("a",),
    "%s" % [1, 2],
    "%s" % {"a": 1},
    "%(a)s %(b)r %(a)5s" % {"a": 1, "b": "x"},
    "%%" % (),
    "%s" % (("t",),),
    "%r %a" % ("é", "é"),
    "%.3s|%10.2s|%-5s|" % ("abcdef", "xyz", "q"),
)
print(
    "%*d|%-*d|%.*f|%*.*f" % (5, 1, 5, 2, 2, 3.14159, 8, 3, 2.71828),
    "%*d" % (-5, 1) + "|",
    "%c%c%c" % ("x", 121, "é"),
    "%5c|%-5c|" % ("a", "b"),
)
fl = [0.0, -0.0, 1.5, -2.25, 1e100, 1e-100, 123456789.987, float("inf"), float("-inf"), float("nan")]
for spec in (
    "%f",
    "%.0f",
    "%.1f",
    "%10.2f",
    "%-12.3f|",
    "%+f",
    "% f",
    "%012.2f",
    "%e",
    "%.0e",
    "%E",
    "%g",
    "%.10g",
    "%G",
    "%#g",
    "%.0g",
    "%s",
    "%d",
):
    row = []
    for v in fl:
        try:
            row.append(spec % v)
        except (OverflowError, ValueError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(spec, row)
for f, v in (
    ("%d", "a"),
    ("%d", None),
    ("%d %d", 1),
    ("%d %d", (1,)),
    ("%d", (1, 2)),
    ("abc", 1),
    ("abc", (1,)),
    ("%z", 1),
    ("%", 1),
    ("%(a)s", 1),
    ("%(a)s", (1,)),
    ("%(a)s", {}),
    ("%(a", {"a": 1}),
    ("%(a)", {"a": 1}),
    ("%*d", ("x", 1)),
    ("%.*f", ("x", 1.0)),
    ("%c", "ab"),
    ("%c", -1),
    ("%c", 0x110000),
    ("%c", None),
    ("%x", 1.5),
    ("%x", "a"),
    ("%f", "a"),
    ("%f", None),
    ("%s", ()),
    ("%s %s", "a"),
    ("%.99999999999d", 1),
    ("%d", 1j),
    ("%i", [1]),
    ("%5", 1),
    ("%#s", "a"),
    ("%0s", "a"),
    ("%s%", "a"),
    ("%y", ()),
):
    try:
        print(repr(f), repr(f % v))
    except Exception as e:
        print(repr(f), v, type(e).__name__, e)
print(
    "abc" % {},
    "abc" % [],
    "%s" % {},
    "%(x)s%(x)s" % {"x": "dup"},
    "%((a))s" % {"(a)": 5},
    "%()s" % {"": "empty"},
)


class F:
    def __float__(self):
        return 2.5

    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __str__(self):
        return "S"

    def __repr__(self):
        return "R"


print("%f %d %x %s %r %c" % (F(), F(), F(), F(), F(), "k"))


class M(dict):
    def __getitem__(self, k):
        return k.upper()


print(
    "%(abc)s %(d)r" % M(),
    "%s" % M(),
    b"%d %s %b %x %r %a %c %5.2f" % (1, b"x", b"y", 255, "é", "é", 65, 2.5),
    bytearray(b"%s") % b"q",
)


class S(str):
    def __mod__(self, o):
        return "S.mod"

    def __rmod__(self, o):
        return "S.rmod"


print(S("%s") % 1, "%s" % S("x"), "a%sb" % S("%"))
