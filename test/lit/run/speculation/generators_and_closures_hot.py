def evens(n):
    i = 0
    while i < n:
        got = yield i
        if got is not None:
            i = got
        i += 2


def consume(g):
    total = 0
    for x in g:
        total += x
    return total


print(
    consume(evens(1000)),
    consume(x for x in range(100)),
    consume(iter([1, 2.5, 3])),
    consume({1: 2, 3: 4}),
    consume((1, 2)),
    consume(map(int, "123")),
)
try:
    consume("ab")
except TypeError as e:
    print(e)
g = evens(100)
print(next(g), g.send(50), next(g), next(g, "none"), sum(g))
g = evens(2**63)
print(next(g), g.send(2**62), next(g), g.send(2**63 - 4), next(g, "end"))


def overflow_gen():
    x = 2**61
    while x < 2**65:
        yield x
        x += x // 2


print(list(overflow_gen()))


def changing():
    x = 1
    yield x
    x = x / 2
    yield x
    x = str(x)
    yield x
    x = [x]
    yield x


print(list(changing()), [type(v).__name__ for v in changing()])


def make_acc(start):
    total = start

    def add(x):
        nonlocal total
        total += x
        return total

    return add


a = make_acc(0)
for i in range(1000):
    a(i)
print(a(0), a(0.5), a(2**62), a(-(2**62)))
s = make_acc("")
print(s("x") + s("y"))


def deep(n):
    def f(k):
        return n + k if k % 2 else g(k + 1)

    def g(k):
        nonlocal n
        n += 1
        return f(k)

    return [f(i) for i in range(5)], n


print(deep(10), deep(0.5), deep(2**62 - 1))


def walker(tree):
    if isinstance(tree, list):
        for t in tree:
            yield from walker(t)
    else:
        yield tree


t = 1
for i in range(60):
    t = [t, i]
print(sum(walker(t)), next(walker(t)))


def pipeline(n):
    src = (i for i in range(n))
    odd = (x for x in src if x % 2)
    sq = (x * x for x in odd)
    return sum(sq)


print(pipeline(500))


def loop_funcs(n):
    fs = []
    for i in range(n):

        def f(x, i=i):
            return x * i

        fs.append(f)
    return sum(f(2) for f in fs)


print(loop_funcs(100))


def exc_in_gen(n):
    for i in range(n):
        try:
            yield 10 // (i - 3)
        except ZeroDivisionError:
            yield "zde"


print(list(exc_in_gen(6)))


def two(n):
    a, b = evens(n), evens(n)
    out = []
    for x in a:
        for y in b:
            out.append((x, y))
            if len(out) % 3 == 0:
                break
    return out


print(two(10))


def counter():
    c = {"n": 0}

    def inc():
        c["n"] += 1
        return c["n"]

    return inc


i = counter()
print([i() for _ in range(5)])


def late(n):
    fs = [lambda: v for v in range(n)]
    v = "outer"
    return [f() for f in fs], v


print(late(3))


def primes():
    seen = {}
    q = 2
    while True:
        p = seen.pop(q, None)
        if p is None:
            yield q
            seen[q * q] = q
        else:
            x = q + p
            while x in seen:
                x += p
            seen[x] = p
        q += 1


import itertools

print(sum(itertools.islice(primes(), 300)))


async def co(n):
    t = 0
    for i in range(n):
        t += await one(i)
    return t


async def one(i):
    return i if i % 2 else i / 2


c = co(100)
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
