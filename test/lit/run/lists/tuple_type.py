t = (3, 1, 2)
print(
    t + (4,),
    t * 2,
    t[1],
    t[-1],
    t[::-1],
    t[1:],
    len(t),
    1 in t,
    t.index(2),
    t.count(1),
    sorted(t),
    min(t),
    max(t),
    sum(t),
)
print(
    (),
    (1,),
    (1, 2),
    ((),),
    ((1,), 2),
    tuple(),
    tuple("ab"),
    tuple([1]),
    tuple(range(3)),
    tuple(x for x in "gen"),
    tuple({1: 2}),
)
for f in (
    lambda: t[3],
    lambda: t["a"],
    lambda: t[1.0],
    lambda: t + [1],
    lambda: t + 5,
    lambda: t * t,
    lambda: t.index(99),
    lambda: t.index(3, 1),
    lambda: tuple(5),
    lambda: hash(([],)),
    lambda: t < 5,
    lambda: t < ("a",),
    lambda: t.foo,
    lambda: tuple(1, 2),
    lambda: t.append(1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
for code in ("t[0] = 1", "del t[0]", "t[0:1] = ()", "t.x = 1", "t[0] += 1"):
    try:
        exec(code)
    except Exception as e:
        print(type(e).__name__, e)
print(
    (1, 2) == (1, 2),
    (1, 2) == [1, 2],
    (1, 2) < (1, 2, 0),
    (1, "a") < (2, 5),
    () < (0,),
    (1, 2) != (2, 1),
    (1.0, 2) == (1, 2.0),
    hash((1, 2)) == hash((1.0, 2)),
)
print(
    hash(()) == hash(tuple([])), {(1, 2): "x"}[(1, 2)], (1, (2, 3)) in {(1, (2, 3))}, t is tuple(t), t[:] is t
)


class P(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, o):
        return P(self[0] + o[0], self[1] + o[1])


p = P(1, 2)
print(
    p,
    p.x,
    p + (5, 5),
    type(p + (0, 0)).__name__,
    p == (1, 2),
    (1, 2) == p,
    len(p),
    p[1:],
    type(p[:]).__name__,
    (0,) + p,
    {p: 1}[(1, 2)],
    p * 2,
    isinstance(p, tuple),
)
a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)


def f():
    return 1, *range(3), "x"


print(f(), *f(), sep="|")
for x in (1,), (2, 3):
    print(x)
r = (1, [2], {"k": (3,)})
r[1].append(9)
r[2]["k"] += (4,)
print(r)
print(
    *zip((1, 2), (3, 4)),
    dict(((1, 2), (3, 4))),
    max((1, 9), (2, 0)),
    (lambda *a: a)(1, 2),
    (1, 2) * 0,
    2 * (1,),
    (None,) * 3,
)
n = ()
for i in range(5):
    n = n + (i,)
    n += ("s",)
print(n, n[::2], ((((1,),),),)[0][0])
