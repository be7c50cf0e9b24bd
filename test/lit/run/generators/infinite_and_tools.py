import itertools


def count(n=0, step=1):
    while True:
        yield n
        n += step


def take(n, it):
    return [x for _, x in zip(range(n), it)]


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1
    yield 1


def primes():
    found = []
    for n in count(2):
        for p in found:
            if p * p > n:
                found.append(n)
                yield n
                break
            if n % p == 0:
                break
        else:
            found.append(n)
            yield n


def fib():
    a, b = 0, 1
    while 1:
        yield a
        a, b = b, a + b


def cycle(xs):
    while True:
        yield from xs


def interleave(*gs):
    gs = list(gs)
    while gs:
        for g in list(gs):
            try:
                yield next(g)
            except StopIteration:
                gs.remove(g)


print(
    take(5, count()),
    take(4, count(10, -3)),
    list(collatz(6)),
    take(20, primes()),
    take(12, fib()),
    take(7, cycle("abc")),
)
print(list(interleave(iter("ab"), iter(range(4)), iter("z"))))
print(list(itertools.takewhile(lambda x: x < 100, fib())), next(x for x in fib() if x > 10**12))
a, b = itertools.tee(primes())
print(take(5, a), take(3, b), take(2, a))
print(
    sum(itertools.islice(primes(), 200)),
    [k for k, _ in itertools.groupby(sorted(len(str(x)) for x in take(30, fib())))],
)


def lfsr(seed):
    while True:
        bit = (seed ^ (seed >> 2) ^ (seed >> 3) ^ (seed >> 5)) & 1
        seed = (seed >> 1) | (bit << 15)
        yield seed


print(take(6, lfsr(0xACE1)))


def pascal():
    row = [1]
    while True:
        yield row
        row = [1] + [a + b for a, b in zip(row, row[1:])] + [1]


for r in take(5, pascal()):
    print(r)


def look_and_say(s="1"):
    while True:
        yield s
        s = "".join(str(len(list(g))) + k for k, g in itertools.groupby(s))


print(take(7, look_and_say()))


def ulam(w=7):
    x = y = 0
    dx, dy = 0, -1
    for _ in range(w * w):
        yield x, y
        if x == y or (x < 0 and x == -y) or (x > 0 and x == 1 - y):
            dx, dy = -dy, dx
        x, y = x + dx, y + dy


print(list(ulam(3)))


def running(gen):
    n = s = 0
    for v in gen:
        n += 1
        s += v
        yield s / n


print(take(5, running(count(1))))


def batches(it, n):
    it = iter(it)
    while b := list(itertools.islice(it, n)):
        yield b


print(list(batches(range(7), 3)))


def dfs(graph, n, seen=None):
    seen = set() if seen is None else seen
    if n in seen:
        return
    seen.add(n)
    yield n
    for m in graph.get(n, ()):
        yield from dfs(graph, m, seen)


def bfs(graph, n):
    seen, q = {n}, [n]
    for x in q:
        yield x
        for m in graph.get(x, ()):
            if m not in seen:
                seen.add(m)
                q.append(m)


graph = {1: [2, 3], 2: [4], 3: [4, 5], 4: [6], 5: [6], 6: [1]}
print(list(dfs(graph, 1)), list(bfs(graph, 1)))


def hanoi(n, a="A", b="B", c="C"):
    if n:
        yield from hanoi(n - 1, a, c, b)
        yield a + c
        yield from hanoi(n - 1, b, a, c)


print(" ".join(hanoi(3)), sum(1 for _ in hanoi(9)))
