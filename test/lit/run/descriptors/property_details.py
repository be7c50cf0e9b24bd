class P:
    """owner"""

    def __init__(self):
        self._x = 1

    @property
    def x(self):
        """x doc"""
        return self._x

    @x.setter
    def x(self, v):
        self._x = v

    @x.deleter
    def x(self):
        self._x = None

    @property
    def ro(self):
        return "ro"

    def _gety(self):
        return "y"

    y = property(_gety, doc="y doc")
    wo = property(fset=lambda self, v: print("wo set", v))
    none = property()


p = P()
print(
    p.x,
    P.x.__doc__,
    P.y.__doc__,
    type(P.x).__name__,
    P.x.fget.__name__,
    P.x.fset.__name__,
    P.x.fdel is not None,
    P.ro.fset,
    P.x is vars(P)["x"],
)
p.x = 5
print(p.x)
del p.x
print(p.x)
p.wo = 1
for code in (
    "p.ro = 1",
    "del p.ro",
    "p.wo",
    "del p.wo",
    "p.none",
    "p.none = 1",
    "del p.none",
    "P.x.fget = 1",
    "p.y = 2",
    "P.x.__get__(5)",
    "P.x.__set__(p)",
    "property(1, 2, 3, 4, 5)",
    "P().zz",
    "P.x.__doc__ = 'new'; print(P.x.__doc__)",
):
    try:
        exec(code)
        print(code, "ok")
    except Exception as e:
        print(code, type(e).__name__, e)
p.__dict__["x"] = "instance"
print(p.x, P.x.getter(lambda s: "new getter").__get__(p), P.x.__get__(p, P), P.x.__get__(None, P) is P.x)


class Sub(P):
    @P.x.getter
    def x(self):
        return "sub " + str(super().x)

    @property
    def ro(self):
        return super().ro + "!"

    y = "plain override"


s = Sub()
print(s.x, s.ro, s.y)
s.x = 9
print(s.x)
s.y = 3
print(s.y)
P.z = property(lambda self: "added later")
print(s.z)


class Err:
    @property
    def a(self):
        return self.missing

    @property
    def b(self):
        raise AttributeError("explicit")

    @property
    def c(self):
        raise ValueError("val")

    def __getattr__(self, n):
        if n == "missing":
            raise AttributeError("no missing")
        return "getattr " + n


e = Err()
print(e.a, e.b, hasattr(e, "a"))
try:
    e.c
except ValueError as x:
    print(x)


class NoFallback:
    @property
    def a(self):
        return self.missing


for n in ("a", "missing"):
    try:
        getattr(NoFallback(), n)
    except AttributeError as x:
        print(x, getattr(NoFallback(), n, "default"))


class classprop:
    def __init__(self, f):
        self.f = f

    def __get__(self, o, t):
        return self.f(t)


class K:
    @classprop
    def name(cls):
        return cls.__name__.lower()

    @classmethod
    @property
    def chained(cls):
        return "chained " + cls.__name__

    @staticmethod
    def s():
        return "s"

    @classmethod
    def c(cls):
        return cls.__name__


class K2(K):
    pass


print(
    K.name,
    K2().name,
    K.chained,
    K2.chained,
    K.s(),
    K().s(),
    K2.c(),
    K2().c(),
    type(vars(K)["s"]).__name__,
    vars(K)["s"](),
    vars(K)["c"].__func__(int),
    vars(K)["s"].__wrapped__(),
    K.c.__self__.__name__,
    K2.c.__func__ is K.c.__func__,
    vars(K)["s"].__name__,
)
try:
    vars(K)["c"]()
except TypeError as x:
    print(x)


class Circle:
    def __init__(self, r):
        self.r = r

    @property
    def area(self):
        return round(3.14159 * self.r**2, 2)

    diameter = property(lambda s: s.r * 2, lambda s, d: setattr(s, "r", d / 2))


c = Circle(2)
c.diameter = 10
print(c.r, c.area, c.diameter)
c.diameter += 4
print(c.r)
