class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


p = P(1, 2)
print(p.x, p.y, P.__slots__, hasattr(p, "__dict__"), type(P.x).__name__, P.x.__get__(p), P.x.__name__)
p.x += 10
del p.y
for code in (
    "p.y",
    "p.z = 1",
    "p.z",
    "del p.y",
    "P.x.__get__(5)",
    "p.__dict__",
    "vars(p)",
    "p.__weakref__",
    "P.x.__set__(p, 7); print(p.x)",
    "P.x.__delete__(p)",
    "p.x",
):
    try:
        print(code, eval(code) if "=" not in code and ";" not in code and "del" not in code else exec(code))
    except Exception as e:
        print(code, "->", type(e).__name__, e)


class Q(P):
    pass


q = Q(1, 2)
q.z = 3
print(q.__dict__, q.x)


class R(P):
    __slots__ = ("z",)


r = R(1, 2)
r.z = 3
print(r.x, r.z, hasattr(r, "__dict__"))
for body in (
    "__slots__ = ('a', 'a b')",
    "__slots__ = 5",
    "__slots__ = (5,)",
    "__slots__ = ('a',); a = 1",
    "__slots__ = ('__dict__', '__dict__')",
    "__slots__ = ('__weakref__',)",
    "__slots__ = 'single'",
    "__slots__ = ['l', 'm']",
    "__slots__ = {'d': 'doc'}",
    "__slots__ = ()",
    "__slots__ = iter(['i'])",
    "__slots__ = ('_C__m', '__m')",
):
    try:
        ns = {}
        exec("class C:\n    " + body, ns)
        C = ns["C"]
        print(body, "ok", sorted(k for k in vars(C) if not k.startswith("__")))
    except Exception as e:
        print(body, "->", type(e).__name__, e)
for bases in ("P, R", "int", "tuple", "str", "R, Q"):
    try:
        exec(f"class C({bases}):\n    __slots__ = ('w',)\nprint('{bases}', C.__mro__[1].__name__)")
    except TypeError as e:
        print(bases, e)
try:

    class A:
        __slots__ = ("a",)

    class B:
        __slots__ = ("b",)

    class AB(A, B):
        pass

except TypeError as e:
    print(e)


class E1:
    __slots__ = ()


class E2:
    __slots__ = ()


class E(E1, E2):
    __slots__ = ("e",)


e = E()
e.e = 1
print(e.e)


class Private:
    __slots__ = ("__secret",)

    def __init__(self):
        self.__secret = 5

    def get(self):
        return self.__secret


print(Private().get(), sorted(k for k in vars(Private) if "secret" in k))


class D:
    __slots__ = ("a", "__dict__")


d = D()
d.a, d.b = 1, 2
print(d.__dict__, d.a)
p2 = P.__new__(P)
try:
    p2.x
except AttributeError as ex:
    print(ex)
P.cls = "added to class"
print(p2.cls)
try:
    p2.cls = 1
except AttributeError as ex:
    print(ex)
import copy, weakref

c = copy.copy(P(5, 6))
print(c.x, c.y, copy.deepcopy(R.__new__(R)).__class__.__name__)
try:
    weakref.ref(P(1, 2))
except TypeError as ex:
    print(ex)


class L(list):
    __slots__ = ("tag",)


l = L([1])
l.tag = "t"
print(l, l.tag)
try:
    l.other = 1
except AttributeError as ex:
    print(ex)


class S1:
    __slots__ = ("v",)


class S2:
    __slots__ = ("v",)


s = S1()
s.v = 9
s.__class__ = S2
print(type(s).__name__, s.v)
try:
    s.__class__ = P
except TypeError as ex:
    print(ex)
objs = [P(i, i * i) for i in range(100)]
print(sum(o.x * o.y for o in objs))
