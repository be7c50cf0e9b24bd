class A:
    x = "class"

    def __init__(self):
        self.y = "inst"

    def m(self):
        return "m"


a = A()
print(a.x, a.y, A.x, a.m(), A.m(a), vars(a), "x" in vars(A))
a.x = "shadow"
print(a.x, A.x)
del a.x
print(a.x)
a.m = lambda: "instance m"
print(a.m(), A().m())
A.added = property(lambda self: "prop " + self.y)
print(a.added)
a.__dict__["z"] = 5
a.__dict__.update(w=6)
print(a.z, a.w, list(a.__dict__)[:1])
for code in (
    "a.nope",
    "A.nope",
    "a.__nope",
    "del a.nope",
    "del A.nope",
    "del a.m; del a.m",
    "a.added = 1",
    "del a.added",
    "(5).x = 1",
    "(5).real = 1",
    "None.x",
    "None.x = 1",
    "len.x = 1",
    "int.x = 1",
    "del int.real",
    "[].append = 1",
    "A.__name__ = 5",
    "A.__dict__['x'] = 1",
    "object().x = 1",
    "a.__class__ = int",
    "a.__class__ = 5",
    "a.__dict__ = 5",
    "A.__bases__ = ()",
    "A.__mro__ = ()",
    "type(a).__dict__ = {}",
    "del A.__name__",
    "A.__class__ = 5",
    "(lambda: 0).x.y",
    "a.x.y",
    "a.m.q",
    "'s'.foo",
    "(1).bit_lenght",
    "{}.key",
    "().append",
    "super().x",
    "A().__len__",
    "a.y()",
):
    try:
        exec(code)
        print(code, "ok")
    except Exception as e:
        print(code, "->", type(e).__name__, e)


class Getattr:
    real = 1

    def __getattr__(self, name):
        if name.startswith("dyn_"):
            return name[4:]
        raise AttributeError(f"custom: {name}")


g = Getattr()
print(
    g.real,
    g.dyn_x,
    getattr(g, "dyn_y"),
    hasattr(g, "dyn_"),
    hasattr(g, "other"),
    getattr(g, "other", "default"),
)
try:
    g.other
except AttributeError as e:
    print(e)


class All:
    v = "raw"

    def __getattribute__(self, name):
        if name == "boom":
            raise AttributeError("boom!")
        if name == "v":
            return "intercepted"
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name


o = All()
print(o.v, o.boom, o.missing, All.v, object.__getattribute__(o, "v"), type(o).__name__, o.__class__.__name__)


class Set:
    def __setattr__(self, k, v):
        print("set", k, v)
        super().__setattr__(k, v * 2)

    def __delattr__(self, k):
        print("del", k)
        super().__delattr__(k)


s = Set()
s.a = 5
s.a += 1
print(s.a)
del s.a
try:
    del s.a
except AttributeError as e:
    print(e)
setattr(s, "b c", 1)
print(getattr(s, "b c"), vars(s))


class Base:
    pass


class Derived(Base):
    pass


d = Derived()
Base.late = "late"
print(d.late, Derived.late)
Derived.late = "derived"
print(d.late, Base.late)
del Derived.late
print(d.late)
d.__class__ = Base
print(type(d).__name__, isinstance(d, Derived))


class WithDict:
    __slots__ = ("s", "__dict__")


w = WithDict()
w.s, w.d = 1, 2
print(w.__dict__, w.s, dir(w)[-2:])
print(
    sorted(k for k in dir(A) if not k.startswith("__")), sorted(k for k in dir(a) if not k.startswith("__"))
)


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()), getattr(a, "x", 0), getattr(5, "nope", None), hasattr(5, "real"), hasattr([], "appendd"))
for f in (
    lambda: getattr(a, 5),
    lambda: hasattr(a, 5),
    lambda: setattr(a, 5, 1),
    lambda: delattr(a, "q"),
    lambda: vars(5),
    lambda: vars(object()),
    lambda: setattr(a, "x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
