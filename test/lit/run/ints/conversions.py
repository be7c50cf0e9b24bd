for s in ("0", "-0", "+5", " 42\n", "1_000_000", "00", "007", "\u0661\u0662", "9" * 40):
    print(repr(s), int(s))
for s in (
    "",
    " ",
    "abc",
    "1.0",
    "1__0",
    "_1",
    "1_",
    "0x10",
    "- 1",
    "--1",
    "1 2",
    "\x00",
    "1\x00",
    "½",
    "é" * 3,
    "x" * 300,
):
    try:
        print(int(s))
    except ValueError as e:
        print(str(e)[:120])
for s, b in (
    ("ff", 16),
    ("0xFF", 16),
    ("-0b101", 2),
    ("0b101", 0),
    ("0o17", 8),
    ("0o17", 0),
    ("zz", 36),
    ("0", 0),
    ("00", 0),
    ("010", 0),
    ("12", 2),
    ("1", 1),
    ("1", 37),
    ("1", -1),
    ("0x", 16),
    ("0_1", 0),
    ("0x_f", 0),
    ("Z", 35),
    (b"11", 2),
    (5, 10),
    (None, 10),
    ("1", 2.0),
    ("1", "2"),
):
    try:
        print(s, b, int(s, b))
    except Exception as e:
        print(type(e).__name__, e)
for v in (3.99, -3.99, 1e20, 2.0**70, True, b"12", bytearray(b" 7 "), "٣"):
    print(v, int(v))
for v in (float("inf"), float("-inf"), float("nan"), None, [], 1j, object):
    try:
        print(int(v))
    except Exception as e:
        print(type(e).__name__, e)


class I:
    def __int__(self):
        return 5


class X:
    def __index__(self):
        return 6


class Bad:
    def __int__(self):
        return "no"


class T:
    def __index__(self):
        return 2.5


print(int(I()), int(X()), hex(X()), bin(X()), [10, 20, 30, 40, 50, 60, 70][X()], "ab" * X())
for f in (
    lambda: int(Bad()),
    lambda: int(T()),
    lambda: hex(T()),
    lambda: [1][T()],
    lambda: hex(1.5),
    lambda: int(base=10),
    lambda: int("1", x=2),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(bin(-10), oct(-64), hex(-255), bin(0), hex(2**64), oct(2**64), bin(2**10 - 1))
