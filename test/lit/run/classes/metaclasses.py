class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"injected": "by prepare"}

    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(mcs, name, bases, ns)

    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)

    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)

    def __repr__(cls):
        return f"<Meta {cls.__name__}>"

    def meta_method(cls):
        return "meta " + cls.__name__

    @property
    def meta_prop(cls):
        return "prop " + cls.__name__

    def __getattr__(cls, n):
        return "class getattr " + n

    def __len__(cls):
        return 7

    def __iter__(cls):
        return iter([cls.__name__])

    def __contains__(cls, x):
        return x == "yes"

    def __getitem__(cls, k):
        return (cls.__name__, k)

    def __add__(cls, o):
        return "class add"

    def __instancecheck__(cls, o):
        return o == "instance"

    def __subclasscheck__(cls, c):
        return c is int

    def __bool__(cls):
        return False


class A(metaclass=Meta, flag=1):
    x = 1

    def __init__(self, v):
        self.v = v


class B(A, other="kw"):
    pass


a = A(5)
print(
    a.v,
    A.injected,
    A,
    B,
    type(A).__name__,
    type(B).__name__,
    A.meta_method(),
    B.meta_prop,
    A.whatever,
    len(A),
    list(B),
    "yes" in A,
    A["k"],
    A + 1,
    bool(A),
)
print(isinstance("instance", A), isinstance(a, A), isinstance("x", A), issubclass(int, A), issubclass(B, A))
for f in (lambda: a.meta_method(), lambda: a.meta_prop, lambda: len(a)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class M1(type):
    pass


class M2(type):
    pass


class M3(M1, M2):
    pass


class X(metaclass=M1):
    pass


class Y(metaclass=M2):
    pass


try:

    class Z(X, Y):
        pass

except TypeError as e:
    print(e)


class W(X, Y, metaclass=M3):
    pass


print(type(W).__name__)


def func_meta(name, bases, ns, **kw):
    print("func", name, bases, sorted(k for k in ns if not k.startswith("__")), kw)
    return ("not a class", name)


class F(metaclass=func_meta, opt=2):
    attr = 1


print(F)
T = type("T", (A,), {"y": 2})
print(T, type(T).__name__, T.y)
D = type("D", (), dict(m=lambda self: "dynamic", __doc__="doc"))
print(D().m(), D.__doc__, D.__name__, D.__module__, D.__qualname__, type(D))


class Singleton(type):
    inst = {}

    def __call__(cls, *a):
        if cls not in Singleton.inst:
            Singleton.inst[cls] = super().__call__(*a)
        return Singleton.inst[cls]


class S(metaclass=Singleton):
    def __init__(self, v):
        self.v = v


print(S(1) is S(2), S(3).v)


class OrderedMeta(type):
    def __prepare__(name, bases):
        class Log(dict):
            def __setitem__(self, k, v):
                if not k.startswith("__"):
                    print("define", k)
                super().__setitem__(k, v)

            def __getitem__(self, k):
                if k == "magic":
                    return 42
                return super().__getitem__(k)

        return Log()

    __prepare__ = staticmethod(__prepare__)


class L(metaclass=OrderedMeta):
    b = 1
    a = magic

    def c(self):
        pass

    del b


print(L.a, hasattr(L, "b"))
for code in (
    "class Q(metaclass=5): pass",
    "class Q(5): pass",
    "class Q(x=1): pass",
    "type('N')",
    "type('N', 5, {})",
    "type('N', (), 5)",
    "type(5, (), {})",
    "class Q(object, object): pass",
    "class Q(*[int], **{'metaclass': type}): pass",
    "type('a\\0b', (), {})",
    "class Q(None): pass",
    "class Q(len): pass",
):
    try:
        exec(code)
        print("ok", code)
    except Exception as e:
        print(code, "->", type(e).__name__, str(e)[:150])
print(
    type.__call__(A, 1).v,
    type.mro(int),
    type.__subclasses__(M1),
    isinstance(type, type),
    type(type),
    type.__base__,
    object.__base__,
)
