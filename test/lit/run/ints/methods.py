print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), True.real)
print(
    (255).to_bytes(2, "big"),
    (255).to_bytes(2, "little"),
    (-1).to_bytes(3, "big", signed=True),
    (0).to_bytes(0, "big"),
)
print((2**70).to_bytes(10, "little"), (1000).to_bytes(length=3, byteorder="big"), (7).to_bytes())
print(
    int.from_bytes(b"\x01\x00", "big"),
    int.from_bytes(b"\xff\xfe", "little"),
    int.from_bytes(b"\xff\xfe", "big", signed=True),
)
print(
    int.from_bytes([1, 2, 3], "big"),
    int.from_bytes(b"", "big"),
    int.from_bytes(bytes(range(20)), "little"),
    int.from_bytes(b"\x80" * 9, "big", signed=True),
)
for f in (
    lambda: (256).to_bytes(1, "big"),
    lambda: (-1).to_bytes(1, "big"),
    lambda: (128).to_bytes(1, "big", signed=True),
    lambda: (1).to_bytes(-1, "big"),
    lambda: (1).to_bytes(1, "middle"),
    lambda: int.from_bytes("a", "big"),
    lambda: int.from_bytes(b"a", "x"),
    lambda: (1).foo,
    lambda: (1).bit_length(2),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    (5).__add__(3),
    (5).__add__(3.0),
    (5).__radd__("x"),
    (5).__eq__(5.0),
    (5).__lt__("a"),
    (5).__divmod__(3),
    (5).__rsub__(7),
)
print(
    (10).as_integer_ratio(),
    (5).__index__(),
    (5).__bool__(),
    (0).__bool__(),
    (5).__float__(),
    (5).__format__("04d"),
)
print(
    round(12345, -2),
    round(12355, -1),
    round(15, -1),
    round(25, -1),
    round(-15, -1),
    round(5, 3),
    round(10**30 + 5, -1),
    round(150, -2),
    round(250, -2),
    round(7, -5),
)
print((7).__round__(), (7).__trunc__(), (7).__floor__(), (7).__ceil__(), int.__name__, (3).__class__)
print(hash(5), hash(-1), hash(0), hash(2**61 - 1), hash(2**61), hash(-(2**61)), hash(10**30), hash(True))
print(
    isinstance(True, int),
    True + True,
    True == 1,
    True is (1 == 1),
    int(True),
    bool(5),
    str(True),
    repr(False),
)
print(sum([True, True, False]), [10, 20][True], "ab"[False], {True: 1}[1])
