def digest(n):
    h = 0
    for b in n.to_bytes(n.bit_length() // 8 + 1, "little", signed=True):
        h = (h * 0x100000001B3 + b) & 0xFFFFFFFFFFFFFFFF
    return f"{h:016x}"


# Sizes that cross the schoolbook, Karatsuba and later thresholds.
a = 3**1000 + 17
b = 7**700 - 5
print(
    digest(a * b), digest(a * a), digest(b * b), digest(a // b), digest(a % b), digest(a - b), digest(a + b)
)
for bits in (64, 65, 127, 128, 129, 500, 1000, 3000, 8000):
    x = (1 << bits) - 1
    y = (1 << (bits // 2)) + 12345
    q, r = divmod(x * y + 99, y)
    assert q == x + 99 // y and r == 99 % y
    print(bits, digest(x * y), digest(x * x), digest(x // y), digest(x % y), (x * x).bit_length())
f = 1
for i in range(1, 1001):
    f *= i
print(digest(f), f.bit_length(), len(str(f)))
while f % 10 == 0:
    f //= 10
print(digest(f), f % 1000)
x = 0
for i in range(500):
    x = x * 1000003 + i * i
print(digest(x), digest(-x), digest(x ^ (x >> 7)))
y = x
n = 0
while y:
    y //= 97
    n += 1
print(n)
s = str(2**3000)
print(len(s), s[:20], s[-20:], int(s) == 2**3000, sum(map(int, s)))
print(digest(int("7" * 1500)), int("-" + "1" * 50))
print(digest(int("f" * 1000, 16)), digest(int("z" * 300, 36)), digest(int("21" * 400, 3)))
