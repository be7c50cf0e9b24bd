print([2**i for i in range(20)])
print([(-3) ** i for i in range(8)], [0**i for i in range(3)])
print(2**100, 3**50, (-2) ** 63, (-2) ** 64, 10**18, 10**19)
print(2**-1, (-2) ** -3, 4**0.5, (-8) ** (1 / 3))
print(
    pow(2, 10),
    pow(2, 10, 1000),
    pow(-2, 3, 5),
    pow(2, 3, -5),
    pow(0, 0, 1),
    pow(5, 0, 7),
    pow(7, 0, -7),
    pow(3, 200, 1),
)
for b, e, m in (
    (3, 1000, 10**9 + 7),
    (2**100, 2**50, 2**61 - 1),
    (123456789, 987654321, 10**30 + 57),
    (-7, 12345, 10**20),
    (7, 12345, -(10**20)),
    (65537, 2**200 + 1, 2**127 - 1),
):
    print(pow(b, e, m))
for a, m in ((3, 7), (10, 17), (-3, 11), (2**70 + 1, 10**9 + 7), (3, -7), (1, 1)):
    inv = pow(a, -1, m)
    print(a, m, inv, (inv * a - 1) % m)
print(pow(3, -5, 7), pow(base=2, exp=5), pow(2, exp=5, mod=7))
for args in (
    (2, -1, 4),
    (2, 2, 0),
    (2.0, 2, 3),
    (2, "x"),
    (2, 2, 2.0),
    ("a", 2),
    (0, -1),
    (0.0, -1),
    (2, None),
    (1, 2, "m"),
):
    try:
        print(pow(*args))
    except Exception as e:
        print(type(e).__name__, e)


def is_prime(n):
    if n < 2:
        return False
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % a == 0:
            return n == a
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print([n for n in range(2, 60) if is_prime(n)], is_prime(2**61 - 1), is_prime(2**89 - 1), is_prime(2**67 - 1))
