def plain(a, b=2):
    return a + b


def star(*a, **k):
    return len(a) + len(k)


def kwonly(a, *, b=3):
    return a * b


def gen(a):
    yield a
    yield a * 2


class Cls:
    def __init__(self, a):
        self.a = a

    def meth(self, x):
        return self.a + x

    @classmethod
    def cm(cls, x):
        return cls.__name__ + str(x)

    @staticmethod
    def sm(x):
        return x - 1

    def __call__(self, x):
        return self.a * x


class Sub(Cls):
    def meth(self, x):
        return super().meth(x) * 10


import functools

fns = [
    plain,
    star,
    kwonly,
    lambda a: a * a,
    Cls(5),
    Cls(1).meth,
    Sub(1).meth,
    Cls.cm,
    Sub.cm,
    Cls.sm,
    abs,
    str,
    int,
    float,
    functools.partial(plain, b=100),
    "x".__mul__,
    [10, 20, 30, 40].__getitem__,
    lambda a, *r: (a, r),
    bool,
    type,
    {1: "one", 2: "two", 3: "three"}.get,
    functools.lru_cache(plain),
]


def call_all(fs, x):
    out = []
    for f in fs:
        out.append(f(x))
    return out


print(call_all(fns, 3))
print(
    call_all(fns[:1] * 50, 1)[-1],
    call_all([gen], 2)[0].__next__(),
    [type(v).__name__ for v in call_all([Cls, Sub, list, set, dict.fromkeys, tuple], "ab")],
)


def methods(objs):
    return [o.meth(1) for o in objs]


class Dyn:
    def __getattr__(self, n):
        return lambda x: (n, x)


class Inst:
    def __init__(self):
        self.meth = lambda x: "instance"


class Prop:
    @property
    def meth(self):
        return lambda x: "property"


class Static:
    meth = staticmethod(lambda x: "static")


class ClassM:
    meth = classmethod(lambda c, x: c.__name__)


class Nested:
    class meth:
        def __init__(self, x):
            self.x = x

        def __repr__(self):
            return "nested class"


class Builtin:
    meth = abs


print(
    methods([Cls(1), Sub(2), Dyn(), Inst(), Prop(), Static(), ClassM(), Nested(), Builtin(), Cls(7)] * 2)[:10]
)


def keyword_calls(fs):
    return [f(a=1, b=2) for f in fs], [f(*(1,), **{"b": 5}) for f in fs]


print([f(a=1, b=2) for f in (plain, star, kwonly, lambda a, b: a - b, lambda **k: sorted(k.items()))])


def arity(f):
    out = []
    for args in ((), (1,), (1, 2), (1, 2, 3)):
        try:
            out.append(f(*args))
        except TypeError as e:
            out.append("missing" if "missing" in str(e) else "too many")
    return out


print(arity(plain), arity(star), arity(lambda: 0), arity(lambda a, b: a), arity(lambda a, b=1, *c: c))


def change_defaults(n):
    out = []
    for i in range(n):
        if i == 3:
            plain.__defaults__ = (50,)
        if i == 6:
            plain.__code__ = (lambda a, b: a * b).__code__
        out.append(plain(i))
    return out


print(change_defaults(9))


def apply_n(f, n, x):
    for _ in range(n):
        x = f(x)
    return x


print(
    apply_n(lambda x: x + 1, 100, 0),
    apply_n(lambda x: x * 2, 70, 1),
    apply_n(lambda x: x / 2, 10, 1),
    apply_n(str, 3, 5),
    apply_n(lambda x: (x,), 3, 0),
    apply_n(abs, 5, -3),
)


def mutual(n):
    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)

    return [even(i) for i in range(n)]


print(mutual(6))


def ret_types(x):
    if x == 0:
        return None
    if x == 1:
        return 1
    if x == 2:
        return 2.5
    if x == 3:
        return "s"
    return [x]


print([ret_types(i) for i in range(5)] * 2)


def too_deep(n):
    try:
        return 1 + too_deep(n - 1) if n else 0
    except RecursionError:
        return -1


print(too_deep(500))
