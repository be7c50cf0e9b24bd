import functools

log = []


def deco(tag):
    log.append("make " + tag)

    def wrap(f):
        log.append("apply " + tag)

        @functools.wraps(f)
        def inner(*a, **k):
            log.append("call " + tag)
            return f(*a, **k)

        return inner

    return wrap


@deco("outer")
@deco("inner")
def target(x):
    "the doc"
    return x * 2


print(target(4), log, target.__name__, target.__doc__, target.__wrapped__.__wrapped__(5))


def memo(f):
    cache = {}

    @functools.wraps(f)
    def inner(*a):
        if a not in cache:
            cache[a] = f(*a)
        return cache[a]

    inner.cache = cache
    return inner


@memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), len(fib.cache))


class Retry:
    def __init__(self, times):
        self.times = times

    def __call__(self, f):
        def inner(*a):
            for i in range(self.times):
                try:
                    return f(*a)
                except ValueError as e:
                    print("retry", i, e)
            return "gave up"

        return inner


state = {"n": 0}


@Retry(3)
def flaky(limit):
    state["n"] += 1
    if state["n"] < limit:
        raise ValueError(state["n"])
    return "ok"


print(flaky(3))
print(flaky(100))


class Desc:
    def __init__(self, f):
        self.f = f

    def __get__(self, o, t):
        return lambda *a: ("desc", o is not None, self.f(o, *a))

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)


class C:
    @Desc
    def m(self, x):
        return x

    @property
    @functools.lru_cache
    def p(self):
        print("computed")
        return 42

    @staticmethod
    @memo
    def s(x):
        return x + 1

    @classmethod
    @memo
    def c(cls, x):
        return cls.__name__, x


o = C()
print(o.m(3), C.m(4), o.p, o.p, C.s(1), o.s(2), C.c(1), o.c(1))


def add_repr(cls):
    cls.__repr__ = lambda self: f"<{cls.__name__} {vars(self)}>"
    return cls


@add_repr
@(lambda c: c)
class P:
    def __init__(self):
        self.a = 1


print(P())
registry = {}


def register(name):
    return lambda f: registry.setdefault(name, f)


@register("one")
def _():
    return 1


@register("two")
def _():
    return 2


print({k: f() for k, f in registry.items()}, _())
handlers = [None, lambda f: ("h", f.__name__)]


@handlers[1]
def item():
    pass


@(x := lambda f: f.__name__.upper())
def named():
    pass


print(item, named)


def trace(f):
    depth = 0

    def inner(n):
        nonlocal depth
        print("  " * depth + f"{f.__name__}({n})")
        depth += 1
        try:
            return f(n)
        finally:
            depth -= 1

    return inner


@trace
def down(n):
    return 0 if n == 0 else n + down(n - 1)


print(down(3))
try:

    @undefined
    def nothing():
        pass

except NameError as e:
    print(e)
try:

    @5
    def nothing():
        pass

except TypeError as e:
    print(e)
