"""Prints what CPython makes of many floats and float texts, for float_text_test.cpp."""
import math
import random
import struct
import sys

kind, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)


def bits(x):
    return format(struct.unpack("<Q", struct.pack("<d", x))[0], "x")


def from_bits(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def any_float():
    k = rnd.randrange(12)
    if k == 0:
        return from_bits(rnd.getrandbits(64))
    if k == 1:
        return rnd.choice([0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, sys.float_info.max,
                           sys.float_info.min, 1e16, 9999999999999998.0, 1e-4, 9.999e-5, 1e22, 1e23])
    if k == 2:
        return float(rnd.randrange(-10**rnd.randrange(1, 20), 10**rnd.randrange(1, 20)))
    if k == 3:
        return rnd.randrange(-10**9, 10**9) / 10**rnd.randrange(1, 12)
    if k == 4:
        return math.ldexp(1 + rnd.choice([0, 2**-52, -2**-53]), rnd.randrange(-1074, 1024))
    if k == 5:
        return rnd.randrange(-10**6, 10**6) / 2**rnd.randrange(0, 30)
    if k == 6:
        return from_bits(rnd.getrandbits(rnd.randrange(1, 53)))
    if k == 7:
        return 10.0**rnd.randrange(-300, 300) * rnd.choice([1, 0.5, 5, 9.5, 9.995, 99.95])
    if k == 8:
        return rnd.uniform(-1, 1)
    return rnd.uniform(-1, 1) * 10.0**rnd.randrange(-30, 30)


def floats():
    for _ in range(count):
        x = any_float()
        yield bits(x), repr(x), x.hex() if not math.isnan(x) else "nan"


def formats():
    for _ in range(count):
        x = any_float()
        p = rnd.choice([0, 1, 2, 3, 5, 6, 10, 16, 17, 20, rnd.randrange(0, 400)])
        t = rnd.choice("eEfFgG%d")
        alternate = rnd.random() < 0.3
        if t == "d":  # no type: general with a zero after the point
            text = format(x, ("#" if alternate else "") + f".{p}")
        else:
            text = format(x, ("#" if alternate else "") + f".{p}{t}")
        yield bits(x), t, str(p), str(int(alternate)), text


def rounds():
    for _ in range(count):
        x = any_float()
        if not math.isfinite(x):
            continue
        n = rnd.choice([0, 1, 2, 3, rnd.randrange(-20, 20), rnd.randrange(-330, 340)])
        try:
            r = bits(round(x, n))
        except OverflowError:
            r = "overflow"
        yield bits(x), str(n), r


def halfway(x):
    """The exact decimal of the middle between x and its upper neighbour, perhaps changed a little."""
    from fractions import Fraction
    y = math.nextafter(x, math.inf)
    if math.isinf(y):
        return repr(x)
    m = (Fraction(x) + Fraction(y)) / 2
    e = m.denominator.bit_length() - 1
    digits = str(m.numerator * 5**e)
    digits += rnd.choice(["", "", "0" * 9 + "1", "0" * 800 + "1"])
    if rnd.random() < 0.3:
        digits = str(int(digits) - 1)
    fraction = e + (len(digits) - len(str(m.numerator * 5**e)) if len(digits) >= len(str(m.numerator * 5**e)) else 0)
    return f"{digits}e{-fraction}"


def mutate(s):
    s = list(s)
    for _ in range(rnd.randrange(3)):
        i = rnd.randrange(len(s) + 1)
        if rnd.random() < 0.5 and s:
            s[i % len(s)] = rnd.choice("0123456789.eE+-_ infatyx")
        else:
            s.insert(i, rnd.choice("0123456789.eE+-_ \tinfatyxp"))
    return "".join(s).replace("\t", " ")


def parses():
    for _ in range(count):
        k = rnd.randrange(8)
        x = any_float()
        if k == 0:
            s = mutate(repr(x))
        elif k == 1 and math.isfinite(x):
            s = halfway(abs(x))
        elif k == 2:
            s = "%.*e" % (rnd.randrange(0, 30), x)
        elif k == 3:
            s = f"{rnd.getrandbits(64)}e{rnd.randrange(-345, 310)}"
        elif k == 4:
            s = mutate(rnd.choice(["inf", "-Infinity", "nan", "+nan", " 1_000.5 ", "1e5", ".5", "5.", "-.5e-3", "1_0e1_0"]))
        elif k == 5:
            s = f"{rnd.getrandbits(200)}.{rnd.getrandbits(100)}e{rnd.randrange(-400, 300)}"
        elif k == 6:
            s = f"0.{'0' * rnd.randrange(400)}{rnd.getrandbits(90)}e{rnd.randrange(-10, 400)}"
        else:
            s = f"{rnd.getrandbits(53)}e{rnd.randrange(-25, 25)}"
        try:
            r = bits(float(s))
        except ValueError:
            r = "invalid"
        yield s, r


def hex_parses():
    for _ in range(count):
        x = any_float()
        k = rnd.randrange(4)
        if k == 0:
            s = x.hex()
        elif k == 1:
            s = mutate(x.hex())
        elif k == 2:
            s = f"{rnd.choice(['', '-', '+'])}0x{rnd.getrandbits(rnd.choice([4, 60, 70, 200])):x}.{rnd.getrandbits(rnd.choice([4, 60, 200])):x}p{rnd.randrange(-1300, 1100)}"
        else:
            s = f"0x1.{rnd.getrandbits(54) | 1:014x}{rnd.choice(['', '0', '8', '00001'])}p{rnd.choice([rnd.randrange(-1080, -1018), 1023])}"
        try:
            r = bits(float.fromhex(s))
        except ValueError:
            r = "invalid"
        except OverflowError:
            r = "overflow"
        yield s, r


for row in {"floats": floats, "formats": formats, "rounds": rounds, "parses": parses,
            "hex": hex_parses}[kind]():
    print("\t".join(row))
