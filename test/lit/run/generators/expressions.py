g = (x * x for x in range(5))
print(next(g), list(g), list(g), type(g).__name__, g.__name__, g.gi_code.co_name)
print(
    sum(x for x in range(10) if x % 2),
    max(len(w) for w in ["a", "bbb"]),
    ",".join(str(i) for i in range(3)),
    dict((k, v) for k, v in zip("ab", (1, 2))),
    sorted((-x for x in range(3))),
    set(x % 2 for x in range(5)) == {0, 1},
)
print(
    list((x, y) for x in range(3) for y in range(x)),
    list(y for x in [[1], [2, 3]] for y in x),
    any(x > 3 for x in range(5)),
    all(x < 3 for x in range(5)),
)
n = 10
lazy = (n + i for i in range(3))
n = 20
print(list(lazy))
src = [1, 2, 3]
lazy = (x for x in src)
src.append(4)
print(list(lazy))
src = [1, 2]
lazy = (x for x in src)
src = [9]
print(list(lazy))


def f():
    loc = 1
    g = (loc + i for i in range(2))
    loc = 100
    return list(g)


print(f())


class C:
    items = [1, 2, 3]
    total = sum(i for i in items)
    try:
        bad = list(items for _ in range(1))
    except NameError as e:
        print(e)


print(C.total)
nested = ((i, list(j for j in range(i))) for i in range(3))
print(list(nested))
print([list(g) for g in ((x for x in range(y)) for y in range(3))])
fs = list(lambda: i for i in range(3))
print([f() for f in fs])


def log(x):
    print("eval", x)
    return x


g = (log(i) for i in log([1, 2]))
print("created")
print(next(g))
print((lambda: (yield))().send(None))
print(*(c.upper() for c in "abc"), sep="-")
a, b, c = (i for i in range(3))
print(a, b, c, 2 in (i for i in range(5)), [*(i for i in "xy")])
pipeline = (x * 2 for x in (y + 1 for y in (z for z in range(10) if z % 2)))
print(list(pipeline))
it = iter(range(10))
print(list(zip((x for x in it), (y for y in it))), list(it))
g = (1 / (2 - i) for i in range(4))
try:
    for v in g:
        print(v)
except ZeroDivisionError as e:
    print(e, list(g))


def primes():
    def sieve(s):
        p = next(s)
        yield p
        yield from sieve(x for x in s if x % p)

    import itertools

    return sieve(itertools.count(2))


p = primes()
print([next(p) for _ in range(15)])
g = (x for x in [1, 2, 3])
print(next(g), g.send(None), g.close(), list(g))
print(
    sum(i * i for i in range(1000)),
    len(list(i for i in range(100) if i % 7 == 0)),
    min((abs(x - 5), x) for x in range(10)),
)
try:
    (x for x in 5)
except TypeError as e:
    print(e)
try:
    len(x for x in [])
except TypeError as e:
    print(e)
w = [y := 1, (z := 2 for _ in range(1))]
print(y, list(w[1]), z)
