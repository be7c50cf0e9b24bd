# & | ^ of ints around the edges of 62 and 64 bits.
edges = [0, 1, -1, (1 << 61) - 1, 1 << 61, -(1 << 61), -(1 << 61) - 1, (1 << 63) - 1, 1 << 63, -(1 << 63), (1 << 64) - 1,
         1 << 64, -(1 << 64) + 1, -(1 << 64), -(1 << 64) - 1, (1 << 65) + 5, 0x5555555555555555, -0x5555555555555556, True]


def combine(a, b):
    c = a
    c ^= b
    return a & b, a | b, a ^ b, c


for a in edges:
    for b in edges:
        print(combine(a, b))
