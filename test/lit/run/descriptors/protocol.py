class Data:
    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, o, t=None):
        return ("data get", self.n, o is not None, t.__name__)

    def __set__(self, o, v):
        print("data set", self.n, v)

    def __delete__(self, o):
        print("data del", self.n)


class NonData:
    def __get__(self, o, t=None):
        return ("nondata", o is not None, t.__name__)


class SetOnly:
    def __set__(self, o, v):
        print("setonly", v)


class DelOnly:
    def __delete__(self, o):
        print("delonly")


class C:
    d = Data()
    n = NonData()
    s = SetOnly()
    x = DelOnly()


c = C()
print(c.d, C.d, c.n, C.n, type(c.s).__name__)
c.__dict__.update(d="inst d", n="inst n", s="inst s")
print(c.d, c.n, c.s)
c.d = 1
c.s = 2
c.n = 3
print(c.n, c.__dict__)
del c.d
del c.x
for code in ("del c.s", "c.x = 1", "del c.nope"):
    try:
        exec(code)
    except Exception as e:
        print(code, type(e).__name__, e)
C.d = "replaced on class"
print(C.d, c.d)


class Meta(type):
    md = Data()
    mn = NonData()


class M(metaclass=Meta):
    mn = "class attr"


print(M.md, M.mn)
M.md = 5
del M.md
try:
    M().md
except AttributeError as e:
    print(e)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __set_name__(self, o, n):
        self.n = n

    def __get__(self, o, t):
        if o is None:
            return self
        print("computing", self.n)
        v = o.__dict__[self.n] = self.f(o)
        return v


class L:
    @Lazy
    def v(self):
        return 42


l = L()
print(l.v, l.v)
del l.v
print(l.v, type(L.v).__name__)


class Typed:
    def __init__(self, t):
        self.t = t

    def __set_name__(self, o, n):
        self.n = "_" + n

    def __get__(self, o, t):
        return self if o is None else getattr(o, self.n, None)

    def __set__(self, o, v):
        if not isinstance(v, self.t):
            raise TypeError(f"{self.n[1:]}: expected {self.t.__name__}, got {type(v).__name__}")
        setattr(o, self.n, v)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Al", 5)
print(p.name, p.age, vars(p))
for args in ((5, 5), ("x", "y")):
    try:
        Person(*args)
    except TypeError as e:
        print(e)


class GetRaises:
    def __get__(self, o, t):
        raise AttributeError("from get")


class Fallback:
    g = GetRaises()

    def __getattr__(self, n):
        return "fallback " + n


print(Fallback().g, getattr(C, "zz", "dflt"))
try:
    Fallback.g
except AttributeError as e:
    print(e)


class Callable_:
    def __get__(self, o, t):
        return lambda *a: ("called", o is not None, a)


class Sp:
    __len__ = Callable_()
    __call__ = Callable_()
    __getitem__ = Callable_()
    __add__ = Callable_()
    __str__ = lambda self: "str"


s = Sp()
print(s(1), s[2], s + 3, str(s))
try:
    len(s)
except TypeError as e:
    print(e)


def f(self):
    return self


print(
    f.__get__(5)(),
    f.__get__(None, int) is f,
    (5).__add__.__self__,
    int.__add__.__get__(5)(3),
    classmethod(f).__get__(None, int)(),
    staticmethod(f).__get__(5)(1),
    type(vars(C)["n"]).__name__,
)
for call in (
    lambda: f.__get__(None, None),
    lambda: int.__add__.__get__("x"),
    lambda: property().__get__(5),
    lambda: staticmethod(),
    lambda: classmethod(1).__get__(5)(),
):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
