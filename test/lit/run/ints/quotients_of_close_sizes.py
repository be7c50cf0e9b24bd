# Quotients that the highest limbs decide, and those that they do not.
import random

random.seed(5)
total = 0
for bits in (400, 513, 640, 2000, 9000):
    for extra in (0, 1, 2, 63, 64, 65, 130):
        for _ in range(20):
            b = random.getrandbits(bits) | 1 << (bits - 1)
            q = random.getrandbits(extra) if extra else 0
            for a in (b * q, b * q + 1, b * q - 1, b * q + b - 1, b * q + random.randrange(b), b, b - 1, b + 1):
                for x, y in ((a, b), (-a, b), (a, -b), (-a, -b)):
                    quotient, rest = divmod(x, y)
                    assert x // y == quotient and x - quotient * y == rest and x % y == rest, (x, y)
                    total = (total * 31 + quotient) % (2**61 - 1)
print(total)
ones = (1 << 640) - 1
print(ones // ((1 << 639) + 1), -ones // (1 << 639), (ones << 64) // ones, -(ones << 64) // ones, ((ones << 64) - 1) // ones)
