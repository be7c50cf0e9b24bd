def counter(start=0):
    n = start

    def step(by=1):
        nonlocal n
        n += by
        return n

    def peek():
        return n

    def reset():
        nonlocal n
        n = start

    return step, peek, reset


s, p, r = counter(5)
print(s(), s(10), p(), r(), p())
s2, p2, _ = counter()
s2()
print(p(), p2())


def level1():
    a = "a1"

    def level2():
        b = a + "b2"

        def level3():
            nonlocal b
            b += "!"

            def level4():
                nonlocal a, b
                a, b = b, a
                return a, b

            return level4

        return level3, lambda: (a, b)

    return level2, lambda: a


l2, get_a = level1()
l3, get_ab = l2()
l4 = l3()
print(get_ab(), l4(), get_ab(), get_a(), l4(), get_a())


def loop_cells():
    fs = []
    for i in range(3):
        j = i * 10
        fs.append(lambda: (i, j))
    i = "changed"
    return [f() for f in fs]


print(loop_cells())


def unbound():
    def inner():
        return later

    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)
    later = 1
    print(inner())
    del later
    try:
        inner()
    except NameError as e:
        print(type(e).__name__, e)


unbound()


def param_cell(x, *args, **kw):
    def get():
        return x, args, kw

    x += 1
    args += ("more",)
    kw["k"] = 1
    return get


print(param_cell(1, 2, z=3)())


def recursive():
    def fact(n):
        return 1 if n < 2 else n * fact(n - 1)

    return fact


print(recursive()(10))


def compose(*fs):
    def run(x):
        for f in reversed(fs):
            x = f(x)
        return x

    return run


print(compose(str, lambda x: x + 1, lambda x: x * 2)(5))


def make_class(base):
    class K:
        tag = base

        def m(self):
            return base, self.tag, __class__.__name__

    return K


print(make_class("x")().m(), make_class("y")().m())


def except_cell():
    try:
        raise ValueError("v")
    except ValueError as e:
        f = lambda: e
        print(repr(f()))
    try:
        f()
    except NameError as err:
        print(err)


except_cell()
x = "global"


def shadow():
    x = "enclosing"

    class Body:
        print(x)
        x = "class"
        print(x)

        def m(self):
            return x

    def glob():
        global x
        return x

    return Body().m(), glob()


print(shadow())


def gen_cell():
    total = 0

    def add(n):
        nonlocal total
        for i in range(n):
            total += i
            yield total

    a, b = add(4), add(3)
    return [(u, v) for u, v in zip(a, b)], total


print(gen_cell())
c = (lambda a: lambda b: lambda c: (a, b, c))(1)(2)(3)
print(c)
f = make_class.__code__.co_cellvars, counter.__code__.co_cellvars, s.__code__.co_freevars
print(f, s.__closure__[0].cell_contents)
s.__closure__[0].cell_contents = 100
print(s(), p())
import types

cell = types.CellType()
try:
    cell.cell_contents
except ValueError as e:
    print(e)
cell.cell_contents = 5
print(cell.cell_contents, types.CellType(1) == types.CellType(1), types.CellType(1) < types.CellType(2))
