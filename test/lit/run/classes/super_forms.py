class A:
    cls_attr = "A.attr"

    def __init__(self, **kw):
        print("A init", sorted(kw))
        for k, v in kw.items():
            setattr(self, k, v)

    def f(self):
        return "A.f"

    @classmethod
    def c(cls):
        return "A.c " + cls.__name__

    @staticmethod
    def s():
        return "A.s"

    @property
    def p(self):
        return "A.p"

    def __getitem__(self, k):
        return ("A item", k)


class B(A):
    cls_attr = "B.attr"

    def __init__(self, b, **kw):
        print("B init", b)
        super().__init__(**kw)

    def f(self):
        s = super()
        return "B.f+" + s.f(), s.cls_attr, s.p

    @classmethod
    def c(cls):
        return "B.c+" + super().c()

    @staticmethod
    def s():
        return "B.s+" + super(B, B).s()

    @property
    def p(self):
        return "B.p+" + super().p

    def __getitem__(self, k):
        return super().__getitem__(k) + ("B",)

    def nested(self):
        def inner():
            return super(B, self).f(), __class__.__name__

        return inner(), [super(B, self).f() for _ in range(1)]

    def explicit(self, other):
        return super(B, other).f()


b = B(1, x=2, y=3)
print(b.f(), b.c(), B.c(), b.s(), b.p, b[5], b.nested(), b.explicit(B(0)), b.x)
print(
    super(B, b).f(),
    super(B, B).c(),
    super(B, B).f(b),
    super(B, b).cls_attr,
    super(B, b).__thisclass__.__name__,
    super(B, b).__self__ is b,
    super(B, b).__self_class__.__name__,
)
print(repr(super(B, b)).startswith("<super: <class 'B'>, <B object>>"), repr(super(B, b)))
for code in (
    "super(B, b).nope",
    "super(B, b).x",
    "super(B, b)[0]",
    "super(B, b).p = 1",
    "super(B, b).newattr = 1",
    "len(super(B, b))",
    "super(A, B).c()",
):
    try:
        print(code, eval(code) if "= 1" not in code else exec(code))
    except Exception as e:
        print(code, type(e).__name__, e)


def no_class(self):
    return super().f()


try:
    no_class(b)
except RuntimeError as e:
    print(e)


class NoArgs(A):
    def bad():
        return super().f()

    def deleted(self):
        del self
        return super().f()

    def rebound(self):
        self = B(9)
        try:
            return super().f()
        except TypeError as e:
            return str(e)


try:
    NoArgs.bad()
except RuntimeError as e:
    print(e)
try:
    NoArgs().deleted()
except RuntimeError as e:
    print(e)
print(NoArgs().rebound())


class Dyn(A):
    pass


def added(self):
    return "added " + super(Dyn, self).f()


Dyn.f = added
print(Dyn().f())


class New(A):
    def __new__(cls, *a, **k):
        o = super().__new__(cls)
        o.made = "by new"
        return o


print(New().made)


class Coop1:
    def run(self, acc):
        acc.append("1")
        if hasattr(super(), "run"):
            super().run(acc)
        return acc


class Coop2(Coop1):
    def run(self, acc):
        acc.append("2")
        return super().run(acc)


class Coop3(Coop1):
    def run(self, acc):
        acc.append("3")
        return super().run(acc)


class Coop4(Coop2, Coop3):
    def run(self, acc):
        acc.append("4")
        return super().run(acc)


print(Coop4().run([]))


class S(str):
    def upper(self):
        return super().upper() + "!"

    def __len__(self):
        return super().__len__() * 10


print(S("ab").upper(), len(S("ab")))


class Unbound:
    pass


u = super(B)
print(repr(u)[:15], u.__self__, u.__get__(b, B).f())
