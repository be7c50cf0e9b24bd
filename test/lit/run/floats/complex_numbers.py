a = 3 + 4j
b = complex(1, -2)
print(a, b, a + b, a - b, a * b, a / b, -a, +a, abs(a), a.real, a.imag, a.conjugate())
print(
    a**2,
    a**0.5,
    a**-1,
    a**b,
    2**a,
    1j**2,
    a == 3 + 4j,
    a != b,
    a == 3,
    complex(3) == 3,
    hash(complex(3)) == hash(3),
    bool(0j),
)
for z in (
    0j,
    -0j,
    1j,
    -1j,
    1 + 0j,
    complex(-0.0, 0.0),
    complex(0.0, -0.0),
    complex(float("inf"), 1),
    complex(float("nan"), float("-inf")),
    1e20 + 1e-5j,
    complex(1.5, -2.25),
):
    print(z, repr(z), str(z), [z])
for s in ("1+2j", "-1.5e3j", "(1+2j)", " 3 ", "j", "+j", "-j", "nan+infj", "1_0+2_0j", "1e5-3J"):
    print(s, complex(s))
for args in (("1+",), ("1 + 2j",), ("",), ("a",), ("1", 2), (1, "2"), ([],), ("1j2",), (None,), ("1+2",)):
    try:
        print(complex(*args))
    except Exception as e:
        print(type(e).__name__, e)
for f in (
    lambda: a < b,
    lambda: a // b,
    lambda: a % b,
    lambda: divmod(a, 1),
    lambda: int(a),
    lambda: float(a),
    lambda: a / 0,
    lambda: 0j**-1,
    lambda: pow(a, 2, 3),
    lambda: round(a),
    lambda: a & 1,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(complex(1j, 1j), complex(1, 2j), complex(real=1, imag=2), complex(imag=3), complex(True))
for spec in ("", ".2f", "20", "<20.1f", "+.1f", "e", "g", "^20.2f", ",", ".3"):
    print(repr(spec), format(1234.5 - 2.75j, spec))
for spec in ("=20", "010", "d", "%"):
    try:
        print(format(1j, spec))
    except Exception as e:
        print(type(e).__name__, e)


class C:
    def __complex__(self):
        return 2 + 3j


class Fl:
    def __float__(self):
        return 1.5


print(complex(C()), complex(Fl()), complex(Fl(), Fl()), sum([1j, 2, 3.5]), 1 + 2j + 3.0, (2 + 0j) * 1.5)
