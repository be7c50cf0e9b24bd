vals = [0, 1, -1, 5, -5, 255, -256, 2**31 - 1, -(2**31), 2**64 - 1, -(2**64), 2**70 + 5, -(2**70) - 5]
for a in vals:
    for b in (0, 1, -1, 12, -12, 2**65 - 3, -(2**65) + 3):
        print(a & b, a | b, a ^ b)
    print(~a, a.bit_length(), a.bit_count())
    for s in (0, 1, 5, 31, 62, 63, 64, 100):
        print(a >> s, end=" ")
    print()
    print(a << 3, a << 64)
for f in (
    lambda: 1 << -1,
    lambda: 1 >> -1,
    lambda: 2**80 << -1,
    lambda: 0 << 10**6,
    lambda: 5 >> 10**30,
    lambda: -5 >> 10**30,
    lambda: 0 << 10**30,
    lambda: 1 & 1.0,
    lambda: 1 | "a",
    lambda: ~1.5,
    lambda: 1 << 2.0,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(True & 1, True & False, True | False, True ^ True, ~True, True << 2, type(True & True), type(True & 1))
mask = 0
for i in range(0, 100, 7):
    mask |= 1 << i
print(hex(mask), mask.bit_count(), [i for i in range(100) if mask >> i & 1])
