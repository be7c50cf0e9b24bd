for s in (
    "1",
    "1.",
    ".5",
    "-.5",
    "+1e3",
    "1E-3",
    "  2.5\t",
    "1_000.5",
    "1e1_0",
    "inf",
    "-INF",
    "Infinity",
    "nan",
    "+NaN",
    "-nan",
    "0e0",
    "1e400",
    "-1e400",
    "1e-400",
    "123456789012345678901234567890",
    "0.1" + "0" * 50 + "1",
    "2.2250738585072011e-308",
    "1.7976931348623158e308",
    "1.7976931348623159e308",
    "9007199254740993",
    "9007199254740992.5000000000000000000000001",
    "٣.٥",
    "4.9e-324",
    "2.4703282292062327e-324",
    "2.4703282292062328e-324",
):
    print(repr(s)[:40], repr(float(s)))
for s in (
    "",
    " ",
    ".",
    "e5",
    "1e",
    "1e+",
    "--1",
    "1..2",
    "1.2.3",
    "abc",
    "0x10",
    "1_",
    "_1",
    "1__0",
    "1._5",
    "1_.5",
    "1e_5",
    "infi",
    "na n",
    "1 2",
    "\x00",
    "1\x00",
    b"1.5",
    b"x",
    "½",
):
    try:
        print(s, float(s))
    except Exception as e:
        print(type(e).__name__, e)
for v in (None, [], 1j, object):
    try:
        print(float(v))
    except Exception as e:
        print(type(e).__name__, e)


class F:
    def __init__(self, r):
        self.r = r

    def __float__(self):
        return self.r


class X:
    def __index__(self):
        return 7


print(float(F(2.5)), float(X()), float(True), float(), float(b" 3.5 "), float(bytearray(b"1e2")))
for v in (F(1), F("a")):
    try:
        print(float(v))
    except Exception as e:
        print(type(e).__name__, e)
