def add_up(n, step):
    total = 0
    for _ in range(n):
        total += step
    return total


def multiply(n):
    x = 1
    for i in range(1, n):
        x *= i
    return x


def shift(n):
    x = 1
    for _ in range(n):
        x <<= 1
    return x


def countdown(x, n):
    for _ in range(n):
        x -= 2**55
    return x


def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def mixed(n):
    lo, hi = 0, 2**61 - 1
    out = []
    for i in range(n):
        lo -= hi
        hi += lo * -1
        out.append((lo, hi))
    return out


def square(x, n):
    for _ in range(n):
        x = x * x
    return x


def back_again(n):
    x = 2**62 - 3
    seen = 0
    for i in range(n):
        x += 1 if i % 2 == 0 else -1
        seen += x > 2**62 - 3
        if i == n // 2:
            x += 10
    return x, seen


print(add_up(1000, 5), add_up(1000, 2**53), add_up(1000, 2**60), add_up(100, -(2**62)))
print(multiply(15), multiply(22), multiply(30))
print(shift(61), shift(62), shift(63), shift(64), shift(100))
print(countdown(0, 100), countdown(0, 300), countdown(2**62, 600))
print(fib(90), fib(91), fib(92), fib(93), fib(94), fib(200))
print(mixed(6))
print(square(3, 5), square(3, 7), square(-7, 6))
print(back_again(1000))


def negate(xs):
    return [-x for x in xs], [abs(x) for x in xs], [~x for x in xs]


print(negate([2**61, -(2**61), 2**62, -(2**62), 2**63 - 1, -(2**63), 2**63, 0]))


def mod_mul(a, n, m):
    r = 1
    for _ in range(n):
        r = r * a % m
    return r


print(mod_mul(3, 1000, 2**31 - 1), mod_mul(2**40 + 1, 1000, 2**61 - 1), mod_mul(10**18, 100, 10**30 + 7))
