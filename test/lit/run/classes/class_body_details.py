class A:
    """Docstring."""

    x: int = 1
    y: "str"
    z = x + 1
    for i in range(3):
        if i == 1:
            found = i
    try:
        bad = undefined_name
    except NameError:
        bad = None
    if z > 1:

        def cond(self):
            return "cond"

    else:

        def cond(self):
            return "never"

    w, *v = (1, 2, 3)
    del i
    import math as m

    with __import__("contextlib").nullcontext("cm") as ctx:
        pass
    lam = lambda self: self.x
    comp = [q * 2 for q in range(x + 2)]
    print("in body", __name__, __module__, __qualname__)


a = A()
print(
    A.__doc__,
    A.__annotations__,
    a.z,
    a.found,
    a.bad,
    a.cond(),
    a.w,
    a.v,
    hasattr(a, "i"),
    a.m.pi > 3,
    a.ctx,
    a.lam(),
    a.comp,
    A.__module__,
    A.__qualname__,
    A.__name__,
)
print([k for k in vars(A) if not k.startswith("__")])


class Empty: ...


print(
    Empty.__doc__,
    Empty.__dict__.keys() >= {"__module__", "__dict__", "__weakref__", "__doc__"},
    Empty.__bases__,
    "__annotations__" in vars(Empty),
)


def f():
    class Local:
        def m(self):
            return __class__

    return Local


print(f().__qualname__, f()().m().__name__, f() is f(), repr(f()))
x = "global"


class Order:
    y = x
    x = "class"
    z = x

    def get(self):
        return x


print(Order.y, Order.z, Order().get())


def outer():
    x = "outer"

    class In:
        y = x

        class Deeper:
            z = x

    class Rebind:
        nonlocal x
        x = "rebound"

    return In.y, In.Deeper.z, x


print(outer())


class Glob:
    global gx
    gx = "set in class"
    v = gx


print(gx, Glob.v, hasattr(Glob, "gx"))


class Ret:
    def __init_subclass__(cls):
        cls.order = list(k for k in vars(cls) if not k.startswith("_"))


class Sub(Ret):
    c = 1
    a = 2
    b = 3
    a = 4


print(Sub.order)
n = 0


class Counted:
    n += 1 if (n := 5) else 0


print(n, Counted.n)


class Alias:
    def f(self):
        return "f"

    g = f
    h = staticmethod(lambda: "static")
    k = classmethod(lambda cls: cls.__name__)
    s = str.upper
    l = len


o = Alias()
print(o.g(), o.h(), o.k(), Alias.h(), Alias.k(), Alias.g.__name__, o.l([1, 2]))
try:
    o.s()
except TypeError as e:
    print(e)


class __Hidden:
    __y = 1

    def get(self):
        return self.__y


print(__Hidden().get(), [k for k in vars(__Hidden) if k.endswith("y")])


class Deco:
    def deco(f):
        return lambda self: "decorated " + f(self)

    @deco
    def m(self):
        return "m"

    del deco


print(Deco().m(), hasattr(Deco, "deco"))
try:

    class Fails:
        before = 1
        1 / 0
        after = 2

except ZeroDivisionError as e:
    print(e, "Fails" in globals())
C = [type(f"C{i}", (), {"v": i, "get": lambda self: self.v}) for i in range(3)]
print([c().get() for c in C], [c.__name__ for c in C])


class Gen:
    data = [1, 2, 3]
    total = sum(d for d in data)
    pairs = [(a, b) for a in data for b in (10, 20)]
    first = next(d for d in data if d > 1)

    def __iter__(self):
        yield from self.data


print(Gen.total, Gen.pairs, Gen.first, list(Gen()))
