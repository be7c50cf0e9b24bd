def small(b):
    return not isinstance(b, int) or b < 1000


def arith(a, b):
    out = []
    for f in (
        lambda: a + b,
        lambda: a - b,
        lambda: a * b,
        lambda: a / b,
        lambda: a // b,
        lambda: a % b,
        lambda: a ** b if small(b) else "big",
        lambda: a & b,
        lambda: a | b,
        lambda: a ^ b,
        lambda: a << b if small(b) else "big",
        lambda: a >> b,
        lambda: a < b,
        lambda: a <= b,
        lambda: a == b,
        lambda: a != b,
        lambda: a > b,
        lambda: a >= b,
        lambda: -a,
        lambda: ~a,
        lambda: not a,
        lambda: a and b,
        lambda: a or b,
        lambda: a is b,
        lambda: divmod(a, b),
    ):
        try:
            out.append(f())
        except Exception as e:
            out.append(type(e).__name__)
    return out


vals = [0, 1, -3, 2.5, True, "ab", [1], None, 2**62, 1j]
for a in vals:
    for b in vals:
        print(repr(a), repr(b), arith(a, b))
