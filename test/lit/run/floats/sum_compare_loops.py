import math

xs = [((i * 7919) % 1000) / 7.0 - 50 for i in range(500)]
print(sum(xs), math.fsum(xs), sum(xs, 0.0), sum(x * x for x in xs), min(xs), max(xs))
mean = sum(xs) / len(xs)
var = sum((x - mean) ** 2 for x in xs) / len(xs)
print(mean, var, var**0.5)


def newton(f, df, x, n=50):
    for _ in range(n):
        x, old = x - f(x) / df(x), x
        if abs(x - old) < 1e-15:
            break
    return x


print(
    newton(lambda x: x * x - 2, lambda x: 2 * x, 1.0),
    newton(lambda x: math.cos(x) - x, lambda x: -math.sin(x) - 1, 1.0),
)


def integrate(f, a, b, n):
    h = (b - a) / n
    s = 0.5 * (f(a) + f(b))
    for i in range(1, n):
        s += f(a + i * h)
    return s * h


print(integrate(math.sin, 0.0, math.pi, 1000), integrate(lambda x: x**3, 0, 1, 1000))
x, v, dt = 1.0, 0.0, 0.01
for _ in range(1000):
    a = -x
    v += a * dt
    x += v * dt
print(x, v)
e, t = 0.0, 1.0
for k in range(1, 25):
    e += t
    t /= k
print(e, e == math.e, abs(e - math.e) < 1e-15)
h = 0.0
for i in range(1, 10001):
    h += 1.0 / i
print(h)
acc = 1.0
for i in range(100):
    acc = acc / 3.0 if i % 2 else acc * 2.9999
print(acc)
print([x for x in (0.1 * i for i in range(12))])
print(sum([0.1] * 10), 0.1 * 10, sum([1e100, 1.0, -1e100]), math.fsum([1e100, 1.0, -1e100]))
