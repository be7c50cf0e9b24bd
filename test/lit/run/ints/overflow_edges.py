# Every operation whose result leaves 62, 63 and 64 bits, from both sides.
edges = []
for p in (30, 31, 32, 53, 60, 61, 62, 63, 64, 65, 128):
    edges += [2**p - 1, 2**p, 2**p + 1, -(2**p) - 1, -(2**p), -(2**p) + 1]
for e in edges:
    print(e + 1, e - 1, -e, ~e, e * 2, e * e, abs(e), e >> 1, e << 1)
s = 0
for a in edges:
    for b in edges:
        s = (
            s * 1009
            + (a + b) * 3
            + (a - b) * 5
            + (a * b) * 7
            + (a & b)
            + (a | b) * 11
            + (a ^ b) * 13
            + (a < b)
            + (a == b) * 2
            + (a > b) * 4
        ) % (2**61 - 1)
print(s)
x = 1
for i in range(130):
    x += x
print(x)
x = -1
for i in range(70):
    x *= 2
    if i in (30, 31, 60, 61, 62, 63, 64):
        print(i, x)
n = 2**62
for _ in range(3):
    n += 2**61
    print(n, n - 2**62)
