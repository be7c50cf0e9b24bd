def f0():
    pass


def f1(a):
    pass


def f2(a, b):
    pass


def f3(a, b, c):
    pass


def d1(a, b=1):
    pass


def d2(a, b=1, c=2):
    pass


def k1(*, k):
    pass


def k2(*, k, l):
    pass


def k3(a, *, k, l, m):
    pass


def p1(a, /):
    pass


def p2(a, b, /, c):
    pass


def v1(a, *args):
    pass


def v2(**kw):
    pass


class C:
    def m(self, x):
        pass

    def n():
        pass

    @staticmethod
    def s(x):
        pass

    @classmethod
    def c(cls, x):
        pass


class I:
    def __init__(self, a, b):
        pass


class E:
    pass


class N:
    def __new__(cls, q):
        return object.__new__(cls)


lam = lambda x, y: x
five = 5
none = None
calls = [
    lambda: f0(1),
    lambda: f0(1, 2),
    lambda: f0(a=1),
    lambda: f1(),
    lambda: f1(1, 2),
    lambda: f1(b=1),
    lambda: f1(1, a=1),
    lambda: f1(1, a=2, b=3),
    lambda: f2(),
    lambda: f2(1),
    lambda: f2(b=1),
    lambda: f2(1, 2, 3),
    lambda: f3(),
    lambda: f3(1),
    lambda: f3(1, 2, 3, 4, 5),
    lambda: d1(),
    lambda: d1(1, 2, 3),
    lambda: d2(1, 2, 3, 4),
    lambda: d2(c=1),
    lambda: d1(1, 2, c=3),
    lambda: k1(),
    lambda: k1(1),
    lambda: k1(1, k=2),
    lambda: k2(),
    lambda: k2(l=1),
    lambda: k3(1),
    lambda: k3(),
    lambda: k3(1, 2, k=1, l=2, m=3),
    lambda: k3(1, 2),
    lambda: p1(a=1),
    lambda: p1(),
    lambda: p2(1, b=2, c=3),
    lambda: p2(a=1, b=2, c=3),
    lambda: p2(1, 2, 3, 4),
    lambda: v1(),
    lambda: v1(a=1, b=2),
    lambda: v2(1),
    lambda: v2(1, 2),
    lambda: C().m(),
    lambda: C().m(1, 2),
    lambda: C.m(),
    lambda: C().n(),
    lambda: C.s(),
    lambda: C.c(),
    lambda: C.c(1, 2),
    lambda: C().s(1, 2),
    lambda: I(),
    lambda: I(1),
    lambda: I(1, 2, 3),
    lambda: E(1),
    lambda: E(x=1),
    lambda: N(),
    lambda: N(1, 2),
    lambda: lam(1),
    lambda: lam(1, 2, 3),
    lambda: f1(**{"a": 1, "b": 2}),
    lambda: f1(*[1, 2]),
    lambda: f1(*5),
    lambda: f1(**5),
    lambda: f1(**{1: 2}),
    lambda: f2(1, **{"a": 1}),
    lambda: v2(a=1, **{"a": 2}),
    lambda: f1(*[1], *[2]),
    lambda: five(),
    lambda: [].append(1, 2),
    lambda: len(),
    lambda: len(1, 2),
    lambda: len(x=1),
    lambda: int(1, 2, 3),
    lambda: print(foo=1),
    lambda: object(1),
    lambda: type(),
    lambda: type(1, 2),
    lambda: isinstance(1),
    lambda: abs(),
    lambda: ord(),
    lambda: getattr(1),
    lambda: min(),
    lambda: sum(),
    lambda: sorted(),
    lambda: "".join(),
    lambda: {}.get(),
    lambda: range(),
    lambda: zip(1),
    lambda: map(),
    lambda: enumerate(),
    lambda: iter(),
    lambda: next(),
    lambda: divmod(1),
    lambda: pow(1),
    lambda: "a".upper(1),
    lambda: "a".split(1, 2, 3),
    lambda: dict.fromkeys(),
    lambda: f1.__call__(),
    lambda: (lambda: 0)(1),
    lambda: (lambda *, a: a)(b=1),
    lambda: none(),
    lambda: f3(1, c=2),
    lambda: f3(b=1),
    lambda: f1(A=1),
    lambda: str(1, 2, 3, 4),
    lambda: float(1, 2),
    lambda: list(a=1),
    lambda: tuple(sequence=1),
    lambda: bool(x=1),
    lambda: set.add({1}),
    lambda: list.append(5, 1),
    lambda: str.upper(5),
    lambda: str.upper(),
    lambda: int.__add__(1),
]
for c in calls:
    try:
        print(c())
    except Exception as e:
        print(type(e).__name__, e)
