def digits(n, base=10):
    out = []
    while n:
        n, r = divmod(n, base)
        out.append(r)
    return out[::-1] or [0]


def isqrt(n):
    x = 1 << ((n.bit_length() + 1) // 2)
    while True:
        y = (x + n // x) // 2
        if y >= x:
            return x
        x = y


def egcd(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = egcd(b, a % b)
    return g, y, x - a // b * y


print(digits(123456789), digits(255, 2), digits(10**20, 7))
for n in (2, 10, 99, 10**10, 10**40, 2**201):
    r = isqrt(n)
    print(r, r * r <= n < (r + 1) ** 2)
print(egcd(240, 46), egcd(2**80 + 3, 10**20 + 39))
happy = []
for n in range(1, 50):
    seen, m = set(), n
    while m != 1 and m not in seen:
        seen.add(m)
        m = sum(d * d for d in digits(m))
    if m == 1:
        happy.append(n)
print(happy)
armstrong = [n for n in range(1000) if n == sum(d ** len(digits(n)) for d in digits(n))]
print(armstrong)
a, b = 1, 1
k = 2
while len(str(b)) < 200:
    a, b = b, a + b
    k += 1
print(k, b % 10**10)
e = 0
num, den = 0, 1
for i in range(30, 0, -1):
    num, den = den, den * i + num
    if i % 10 == 0:
        print(num * 10**20 // den)
pi = 3 * 10**60
term, n = pi, 0
total = 0
x = 10**60
for i in range(100):
    total += (4 * (-1) ** i * 10**60) // ((2 * i + 1) * 5 ** (2 * i + 1)) - ((-1) ** i * 10**60) // (
        (2 * i + 1) * 239 ** (2 * i + 1)
    )
print(total * 4 // 10**20)
