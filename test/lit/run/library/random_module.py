import random

r = random.Random(42)
print(
    [r.random() for _ in range(3)],
    [r.randint(1, 6) for _ in range(10)],
    r.randrange(10),
    r.randrange(0, 100, 7),
    r.choice("abcdef"),
    r.uniform(1, 2),
    r.getrandbits(10),
    r.getrandbits(100),
)
l = list(range(10))
r.shuffle(l)
print(
    l,
    r.sample(range(100), 5),
    r.sample("abc", 3),
    r.choices([1, 2, 3], k=5),
    r.choices("ab", weights=[9, 1], k=8),
    r.choices("xyz", cum_weights=[1, 2, 10], k=4),
)
print(
    [
        round(f(), 9)
        for f in (
            lambda: r.gauss(0, 1),
            lambda: r.normalvariate(0, 1),
            lambda: r.expovariate(2),
            lambda: r.betavariate(1, 2),
            lambda: r.gammavariate(2, 1),
            lambda: r.triangular(0, 1, 0.5),
            lambda: r.lognormvariate(0, 1),
            lambda: r.paretovariate(3),
            lambda: r.weibullvariate(1, 2),
            lambda: r.vonmisesvariate(0, 1),
        )
    ]
)
r.seed(1)
a = [r.random() for _ in range(5)]
r.seed(1)
print(a == [r.random() for _ in range(5)], a[0])
state = r.getstate()
x = [r.random() for _ in range(4)]
r.setstate(state)
print(x == [r.random() for _ in range(4)], len(state), state[0], len(state[1]))
for seed in (0, -5, "text", 2**100, 1.5, b"bytes", True, None.__class__.__name__):
    q = random.Random(seed)
    print(seed, q.random(), q.randrange(2**70))
random.seed(7)
print(random.random(), random.randint(1, 100), random.choice([1, 2, 3]))
for f in (
    lambda: r.randrange(0),
    lambda: r.randrange(5, 5),
    lambda: r.randint(5, 1),
    lambda: r.choice([]),
    lambda: r.sample([1], 2),
    lambda: r.sample({1}, 1),
    lambda: r.choices([]),
    lambda: r.choices([1], weights=[1, 2]),
    lambda: r.getrandbits(-1),
    lambda: r.randrange(1, 10, 0),
    lambda: r.shuffle((1, 2)),
    lambda: random.Random([]),
    lambda: r.choices([1], weights=[0]),
    lambda: r.sample([1, 2], -1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
counts = [0] * 6
for _ in range(6000):
    counts[r.randrange(6)] += 1
print(counts)
print(
    r.sample([1, 2, 3], counts=[2, 0, 1], k=3), r.randbytes(4), [r.getrandbits(k) for k in (0, 1, 32, 33, 64)]
)
n = sum(r.random() ** 2 + r.random() ** 2 < 1 for _ in range(5000))
print(n, 4 * n / 5000)


class Mine(random.Random):
    def random(self):
        return 0.5


m = Mine(1)
print(m.random(), m.uniform(0, 10), m.choice("abc"), m.randrange(10), m.shuffle(z := [1, 2, 3]), z)
