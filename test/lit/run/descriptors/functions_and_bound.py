class A:
    def f(self, *a):
        return ("f", self.__class__.__name__, a)

    g = lambda self: "g"
    b = len
    p = print
    t = int
    partial = __import__("functools").partial(lambda *a: a, 1)
    pm = __import__("functools").partialmethod(f, "pm")


a = A()
f = a.f
print(f(1), A.f(a, 2), a.g(), a.partial(5), A.partial(6), a.pm(3), a.t("7"))
print(a.b([1, 2]))
a.p("builtin is not bound")
print(
    f.__self__ is a,
    f.__func__ is A.f,
    a.f == a.f,
    a.f is a.f,
    A().f == a.f,
    {a.f: 1}[a.f],
    a.f != A.f,
    hash(a.f) == hash(a.f),
)
b = A()
a.f2 = b.f
print(a.f2.__self__ is b, A.f.__get__(a, A)(9), A.f.__get__(b)(), A.__dict__["f"] is A.f)
A.late = lambda self, x: ("late", x)
print(a.late(4), b.late(5))
import types

a.m = types.MethodType(lambda self, x: (type(self).__name__, x), a)
print(a.m(3))
try:
    a.f.x = 1
except AttributeError as e:
    print(e)
A.f.x = "on function"
print(a.f.x)
for c in (
    lambda: A.f(),
    lambda: A.f(5),
    lambda: a.f.__func__(),
    lambda: types.MethodType(5, a),
    lambda: types.MethodType(len, None),
    lambda: str.upper(5),
    lambda: list.append({}, 1),
    lambda: dict.get(1),
    lambda: int.__add__("a", 1),
    lambda: object.__repr__(),
    lambda: str.join(5, []),
    lambda: a.f.nope,
    lambda: [].sort.__self__,
    lambda: str.lower("ABC"),
    lambda: dict.__getitem__({1: 2}, 1),
    lambda: type.__call__(int, "5"),
    lambda: object.__eq__(1, 1),
    lambda: object.__eq__(1, 2),
    lambda: object.__hash__(None) == hash(None),
    lambda: object.__str__(5),
    lambda: int.__repr__(True),
    lambda: list.__len__((1,)),
    lambda: tuple.__new__(list),
    lambda: object.__new__(int),
    lambda: int.__new__(str),
    lambda: object.__init__(5, 1),
    lambda: int.__new__(),
):
    try:
        print(c())
    except Exception as e:
        print(type(e).__name__, e)
ms = [getattr("abc", n) for n in ("upper", "title", "split")]
print(
    [m() for m in ms],
    list(map(str.upper, ["a", "b"])),
    sorted(["b", "A"], key=str.lower),
    [m.__name__ for m in ms],
    ms[0] == "abc".upper,
    ms[0].__self__,
)
app = (l := []).append
for i in range(3):
    app(i)
print(l, app.__self__ is l, app == l.append, [].append == [].append, l.append != app)


class Meta(type):
    def mm(cls):
        return "mm " + cls.__name__


class B(metaclass=Meta):
    def mm(self):
        return "inst mm"


print(B.mm(B()), Meta.mm(B), B().mm(), type(B).mm(B))


class C:
    def __init__(self):
        self.cb = self.method

    def method(self):
        return "bound cb"

    def __call__(self, x):
        return x * 2

    __class_getitem__ = classmethod(lambda cls, k: (cls.__name__, k))


c = C()
print(
    c.cb(),
    list(map(c, [1, 2])),
    C[3],
    callable(c),
    callable(C),
    callable(c.cb),
    callable(5),
    c.__call__(4),
    C.__call__(c, 5),
    type(c).__call__(c, 6),
)
C.__call__ = lambda self, x: x * 100
print(c(1))
del C.__call__
try:
    c(1)
except TypeError as e:
    print(e)
