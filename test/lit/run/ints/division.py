# Floor division, modulo and divmod over every sign combination and size.
vals = [
    0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    7,
    -7,
    10,
    2**15,
    -(2**15),
    2**30 - 1,
    2**30,
    -(2**30),
    2**31,
    2**60,
    2**62,
    -(2**62),
    2**63 - 1,
    -(2**63),
    2**63,
    2**64 + 1,
    -(2**64 + 1),
    10**30,
    -(10**30),
]
acc = 0
for a in vals:
    row = []
    for b in vals:
        try:
            q, r = divmod(a, b)
        except ZeroDivisionError as e:
            row.append("Z")
            continue
        assert q * b + r == a and q == a // b and r == a % b
        assert (0 <= r < b) if b > 0 else (b < r <= 0)
        acc = (acc * 31 + q * 7 + r) % 1000000007
        if abs(a) < 20 and abs(b) < 20:
            row.append((q, r))
    if row and abs(a) < 20:
        print(a, row)
print(acc)
for f in (
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: divmod(1, 0),
    lambda: 1 / 0,
    lambda: 2**70 // 0,
    lambda: 2**70 % 0,
    lambda: 2**70 / 0,
    lambda: divmod(2**70, 0),
    lambda: 0**-1,
    lambda: pow(2, -1, 4),
    lambda: pow(2, 2, 0),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(True // 1, True % 2, -True, divmod(True, 2), False / True)
