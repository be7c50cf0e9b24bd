"""Evaluation order, := hazards, chained targets: everything prints when it is evaluated."""


def v(x):
    print("v", x, end="; ")
    return x


class Box:
    def __getattr__(self, name):
        print("get", name, end="; ")
        return 1

    def __setattr__(self, name, value):
        print("set", name, value, end="; ")

    def __delattr__(self, name):
        print("del", name, end="; ")

    def __getitem__(self, key):
        print("item", key, end="; ")
        return 1

    def __setitem__(self, key, value):
        print("setitem", key, value, end="; ")

    def __delitem__(self, key):
        print("delitem", key, end="; ")


def walrus(x):
    print(x + (x := 5), x)
    print([x, (x := 6), x], (x, (x := 7)), {x: (x := 8), x: x})
    print(max(x, (x := 1), key=lambda k: k), x)
    print(x < (x := 2) < (x := 3), x)
    y = x if (x := 4) else 0
    print(y, f"{x}{(x := 9)}{x}", x)
    d = [0] * 20
    d[x] = d[(x := 3)] = x
    print(d, x)
    x += (x := 10)
    print(x)
    print((x := x + 1) * (x := x * 2), x)
    if (n := len(d)) > 5 and (m := n - 1):
        print(n, m)
    print([w := i for i in range(3)], w)
    while (x := x - 7) > 0:
        print(x, end=" ")
    print(x[0] if 0 else (x := "s")[0], x)
    return lambda: (x := 3)


def targets():
    box = Box()
    box.a = box[v(1)] = c = box.b = v(2)
    print(c)
    i = 0
    a = [0, 0, 0]
    i, a[i] = 1, 2
    print(i, a)
    i, a[i], *rest = v(2), v(3), v(4), v(5)
    print(i, a, rest)
    x = y = z = [v(1)]
    print(x is y is z)
    x, (y, *z) = x0 = [1, (2, 3, 4)]
    print(x, y, z, x0)
    (box.q), [box[v(0)], w] = 1, (2, 3)
    print(w)
    a, b = 1, 2
    a, b = b, a
    a, b, c = c, a, b
    print(a, b, c)
    box[v(1)] += v(2)
    box.attr -= v(3)
    del box.x, box[v(4)], (c, b)
    print()
    try:
        print(b)
    except UnboundLocalError as error:
        print(error)
    for box.loop, a in [(1, 2)]:
        print(a)
    with open(__file__) as box.file, open(__file__) as (first, *others):
        print(first.strip()[:9], len(others) > 5)


def calls(f=v("default"), *, k=v("kwdefault")):
    def g(*args, **kwargs):
        return args, kwargs
    print(g(v(1), *[v(2)], v(3), a=v(4), **{"b": v(5)}, c=v(6)))
    print(g(*(v(1), v(2)), *[v(3)]))
    print(g(*range(40), x=1)[0][-1], g(**{"p": 1})[1])
    print(v("abc").replace(v("b"), v("x")).upper())
    for bad in ("g(**{'a': 1}, a=2)", "g(*1)", "g(**1)", "g(a=1, **{'a': 2})"):
        try:
            eval(bad, {"g": g})
        except TypeError as error:
            print("TypeError", error)


def compare():
    print(v(1) < v(2) < v(3) > v(0), v(3) < v(2) < v(1), v(1) in [v(1)] not in [[v(2)]])
    print(not v(1) in (1, 2), not v(1) is None, v(0) or v("") or v("x"), v(1) and v(0) and v(2))
    print((v(1) and v(0)) or v(3), v(1) if v(0) else v(2), not (v(1) and v(0)))
    print({v(1): v(2), **{v(3): v(4)}, v(5): v(6)}, {v(1), *[v(2)]}, [*v("ab"), v(3)], (*v("cd"),))
    print(v("abcdef")[v(1):v(4):v(2)], v([1, 2, 3])[v(-1)], f"{v(3)!r:>{v(5)}}|{v(2.5):.{v(2)}f}")


walrus(3)
targets()
calls()
compare()
