"""Prints what CPython's format() makes of random specifications, for format_spec_test.cpp."""
import random
import struct
import sys

kind, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)


def raw(text):
    return text.encode("utf-8", "surrogatepass").hex()


def bits(x):
    return format(struct.unpack("<Q", struct.pack("<d", x))[0], "x")


def some_float():
    return rnd.choice([0.0, -0.0, 1.0, -1.5, 1234567.891, -1e16, 1e-5, float("inf"), float("-inf"), float("nan"),
                       -0.0001, 99.995, 123456789012345678.0, rnd.uniform(-1e6, 1e6),
                       rnd.uniform(-1, 1) * 10.0**rnd.randrange(-20, 40)])


def spec(types):
    out = ""
    if rnd.random() < 0.4:
        out += rnd.choice(["", "", "*", "0", "\u00e9", "\u20ac", "\U0001f600", "<", "z"]) + rnd.choice("<>=^")
    out += rnd.choice(["", "", "", "+", "-", " "])
    out += rnd.choice(["", "", "", "z"])
    out += rnd.choice(["", "", "", "#"])
    out += rnd.choice(["", "", "0"])
    out += rnd.choice(["", "", str(rnd.randrange(30)), str(rnd.randrange(200)), "\u0663", "1\u0662"])
    out += rnd.choice(["", "", "", ",", "_", ",_", "_,"]) if rnd.random() < 0.7 else ""
    out += rnd.choice(["", "", "." + str(rnd.randrange(20)), "." + str(rnd.randrange(3)), "."]) if rnd.random() < 0.8 else ""
    out += rnd.choice(types)
    if rnd.random() < 0.05:
        i = rnd.randrange(len(out) + 1)
        out = out[:i] + rnd.choice("0z#,._+ \u00e9<9d") + out[i:]
    if rnd.random() < 0.01:
        out = rnd.choice(["9" * 20, "." + "9" * 20, ".2147483648f", "0" * 25 + "5", ".99999999999"])
    return out


def formatted(value, text):
    try:
        return "ok", raw(format(value, text))
    except (ValueError, OverflowError) as e:
        return type(e).__name__, raw(str(e))


FLOAT_TYPES = ["", "", "e", "E", "f", "F", "g", "G", "n", "%", "d", "s", "\u00e9", "\x01"]
INT_TYPES = ["", "d", "b", "o", "x", "X", "n", "c", "s", "\u00e9"]


def floats():
    for _ in range(count):
        x, s = some_float(), spec(FLOAT_TYPES)
        yield bits(x), raw(s), *formatted(x, s)


def complexes():
    for _ in range(count):
        x, y, s = some_float(), some_float(), spec(FLOAT_TYPES)
        yield bits(x), bits(y), raw(s), *formatted(complex(x, y), s)


def ints():
    for _ in range(count):
        n = rnd.choice([0, 1, -1, 7, -255, 1000, 1234567, rnd.getrandbits(60), -rnd.getrandbits(40)])
        s = spec(INT_TYPES)
        yield str(n), raw(s), *formatted(n, s)


def strings():
    for _ in range(count):
        t = rnd.choice(["", "a", "hello", "h\u00e9llo", "\u20ac\U0001f600", "text of some length"])
        s = spec(["", "", "s", "s", "d", "\x01"])
        yield raw(t), raw(s), *formatted(t, s)


def complex_reprs():
    for _ in range(count):
        x, y = some_float(), some_float()
        yield bits(x), bits(y), repr(complex(x, y))


for row in {"floats": floats, "complexes": complexes, "ints": ints, "strings": strings,
            "reprs": complex_reprs}[kind]():
    print("\t".join(row))
