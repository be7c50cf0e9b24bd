x = "global"
print([x for x in range(3)], x)
print([i for i in range(3) for j in range(i)], [(i, j) for i in range(2) for j in "ab" if i or j == "b"])
fs = [lambda: i for i in range(3)]
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def f(y):
    return [[y + a + b for a in range(2)] for b in range(2)]


print(f(10))


class C:
    y = 5
    items = [1]
    outer = [v for v in range(y)]
    try:
        bad = [y for _ in range(2)]
    except NameError as e:
        print(e)
    lam = lambda self: self.y


print(C.outer, C().lam(), hasattr(C, "v"))


def gen_scope():
    n = 3
    g = (n for _ in range(2))
    n = 7
    return list(g)


print(gen_scope())


def first_iter_eager():
    try:
        g = (x for x in 1 / 0)
    except ZeroDivisionError as e:
        print("eager", e)
    g = (1 / 0 for x in [1])
    try:
        next(g)
    except ZeroDivisionError as e:
        print("lazy", e)


first_iter_eager()
print([(last := v) for v in range(4)], last)
print(
    [y for x in [1, 2] for y in [x * 10, x * 100]],
    {k: [v for v in range(k)] for k in range(3)},
    sorted({a % 3 for a in range(10) if a % 2}),
)
print(
    [[c for c in row if c.isalpha()] for row in ("a1b", "2c")],
    [*(i for i in range(2)), *[9]],
    [a for a, *b in [(1, 2, 3), (4,)]],
    [b for a, *b in [(1, 2, 3), (4,)]],
)


def order(tag, v):
    print(tag, end=" ")
    return v


print([order("e", i) for i in order("it", range(2)) if order("c", True)])
print({order("k", i): order("v", i) for i in range(2)})
print(
    [i for i in range(5) if i if i % 2 if i > 1],
    [0 if i else 1 for i in range(2)],
    [lambda: 1][0](),
    [t for t in ((1, 2), (3, 4))],
    [yield_ := 1],
)
big = [i * i % 97 for i in range(1000) if i % 3 == 0]
print(
    len(big),
    sum(big),
    max(big),
    [d for d in {"a": 1, "b": 2}],
    [x for x in (y for y in (z for z in range(3)))],
)
