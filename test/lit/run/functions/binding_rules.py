def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4))
print(f(1, 20, 30, 40, 50, d=4, e=6, z=7))
print(f(1, d=4, a=100, b=200))
print(f(*[1, 2], *(3, 4), **{"d": 5}, **{"y": 6}))
print(f(1, c=9, d=8))


def order(tag, v=None):
    print(tag, end=" ")
    return v


def g(*a, **k):
    return a, k


print(
    order("fn", g)(
        order("a", 1), *order("star", [2]), order("b", 3), k=order("k", 4), **order("kw", {"z": 5})
    )
)
print(
    g(*"ab", *range(2), x=1, *[9]),
    g(**{}, a=1, **{"b": 2}),
    g(*(), **{}),
    g(*{"k": 1}),
    g(*(i for i in range(2))),
)


def defaults(a=order("d1", 1), *, b=order("d2", 2)) -> order("ret", int):
    pass


print()
print(defaults.__defaults__, defaults.__kwdefaults__, defaults.__annotations__)
f.__defaults__ = (7, 8)
print(f(1, d=0))
f.__kwdefaults__ = {"d": "dd"}
try:
    f(1)
except TypeError as e:
    print(e)
f.__kwdefaults__["e"] = "ee"
print(f(1))


def h(x, y):
    return x - y


h.__defaults__ = (10,)
print(h(3))
h.__defaults__ = None
try:
    h(3)
except TypeError as e:
    print(e)
d = {"self": 1, "cls": 2, "args": 3}
print(g(**d), dict(**d, more=4))


class M:
    def __getitem__(self, k):
        return k * 2

    def keys(self):
        return ["p", "q"]


print(g(**M()))


def modify(*args, **kw):
    kw["new"] = 1
    return kw


orig = {"a": 1}
print(modify(**orig), orig)
print((lambda x, *y, z=1, **w: (x, y, z, w))(1, 2, 3, z=4, q=5))


def swap(a, b):
    a, b = b, a
    return a, b


print(swap(1, 2), swap(b=1, a=2), (lambda a, b=2: a * b)(5), (lambda *_: len(_))(*range(50)))


def many(a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10=10, *rest, k0=0, k1=1, **kws):
    return sum([a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10]) + sum(rest) * 1000 + k0 + k1 + len(kws)


print(many(*range(10)), many(*range(15), k1=5, zz=1, yy=2), many(*range(300)))
