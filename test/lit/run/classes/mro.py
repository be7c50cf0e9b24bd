def names(c):
    return " ".join(k.__name__ for k in c.__mro__)


class O:
    pass


class A(O):
    pass


class B(O):
    pass


class C(A, B):
    pass


class D(O):
    pass


class E(B, D):
    pass


class F(C, E):
    pass


print(names(C), "|", names(E), "|", names(F))
for bases in ((A, C), (O, A), (A, A), (B, C), (C, E, A)):
    try:
        T = type("T", bases, {})
        print(names(T))
    except TypeError as e:
        print(e)
for bases in (
    (int, str),
    (list, dict),
    (bool,),
    (type(None),),
    (range,),
    (5,),
    (type(lambda: 0),),
    ("x",),
    (int, float),
    (slice,),
    (memoryview,),
):
    try:
        T = type("T", bases, {})
        print(names(T))
    except TypeError as e:
        print(e)


class Root:
    def go(self):
        return ["Root"]


class L(Root):
    def go(self):
        return ["L"] + super().go()


class R(Root):
    def go(self):
        return ["R"] + super().go()


class M(L, R):
    def go(self):
        return ["M"] + super().go()


class Mixin:
    def go(self):
        return ["Mixin"] + super().go()


class N(Mixin, M):
    pass


print(
    M().go(),
    N().go(),
    super(L, M()).go(),
    super(M, N()).go(),
    M.mro() == list(M.__mro__),
    M.__bases__,
    M.__base__.__name__,
)
N.__bases__ = (M,)
print(N().go(), names(N))
try:
    N.__bases__ = (int,)
except TypeError as e:
    print(e)
try:
    M.__bases__ = (N,)
except TypeError as e:
    print(e)
print(
    [c.__name__ for c in Root.__subclasses__()],
    issubclass(N, Root),
    issubclass(Root, N),
    issubclass(N, (int, L)),
    isinstance(N(), (str, R)),
)


class Meta(type):
    def mro(cls):
        m = super().mro()
        print("mro of", cls.__name__)
        return m[:1] + [Extra] + m[1:] if cls.__name__ == "WithExtra" else m


class Extra:
    extra = "injected"


class WithExtra(metaclass=Meta):
    pass


print(WithExtra.extra, names(WithExtra))


class Entries:
    def __mro_entries__(self, bases):
        print("entries", len(bases))
        return (A, B)


class FromEntries(Entries()):
    pass


print(names(FromEntries), FromEntries.__orig_bases__[0].__class__.__name__)
for f in (
    lambda: issubclass(5, int),
    lambda: issubclass(int, 5),
    lambda: isinstance(5, 5),
    lambda: isinstance(5, (int, 5)),
    lambda: isinstance("a", (5, int)),
    lambda: super().x,
    lambda: super(A, 5),
    lambda: super(5, A),
    lambda: super(A).x,
    lambda: isinstance(5, int | str),
    lambda: issubclass(bool, int | None),
    lambda: isinstance(None, int | None),
    lambda: isinstance([], list[int]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
