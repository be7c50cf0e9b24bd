import functools
from functools import (
    cached_property,
    cmp_to_key,
    lru_cache,
    partial,
    partialmethod,
    reduce,
    singledispatch,
    singledispatchmethod,
    total_ordering,
    update_wrapper,
    wraps,
)

print(
    reduce(lambda a, b: a + b, [1, 2, 3]),
    reduce(lambda a, b: a + b, [], 5),
    reduce(max, [3, 9, 2]),
    reduce(lambda a, b: b + a, "abc", "-"),
)
for f in (
    lambda: reduce(lambda a, b: a, []),
    lambda: reduce(5, [1, 2]),
    lambda: reduce(max, 5),
    lambda: reduce(),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
p = partial(int, base=2)
print(
    p("101"),
    p("101", base=8),
    p.func is int,
    p.args,
    p.keywords,
    p,
    partial(p, base=16)("ff"),
    partial(print, 1, 2, sep="-")(3),
)
q = partial(lambda *a, **k: (a, k), 1, x=2)
print(q(), q(5, y=3), q(x=9), partial(q, 7)(8), partial(q, 7).args)
for f in (lambda: partial(), lambda: partial(5), lambda: p()):
    try:
        print(f())
    except TypeError as e:
        print(e)


@lru_cache(maxsize=3)
def sq(x):
    print("compute", x, end=" ")
    return x * x


print([sq(i) for i in (1, 2, 3, 1, 4, 2, 1)], sq.cache_info(), sq.cache_parameters(), sq.__wrapped__(9))
sq.cache_clear()
print(sq.cache_info(), sq(x=1), sq(1))


@lru_cache(maxsize=None, typed=True)
def ty(x):
    return type(x).__name__


print(ty(1), ty(1.0), ty(True), ty.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@lru_cache
def bad(x):
    raise ValueError("not cached")


for _ in range(2):
    try:
        bad(1)
    except ValueError as e:
        print(e, bad.cache_info())
try:
    sq([])
except TypeError as e:
    print(e)


@singledispatch
def show(x, *a):
    return f"object {x!r}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
@show.register(tuple)
def _(x):
    return f"seq {len(x)}"


show.register(str, lambda x: f"str {x}")
print(
    show(1),
    show(True),
    show("s"),
    show([1]),
    show(()),
    show(1.5),
    show.dispatch(bool) is show.dispatch(int),
    len(show.registry),
)
try:
    show()
except TypeError as e:
    print(e)


class SD:
    @singledispatchmethod
    def m(self, x):
        return "base"

    @m.register
    def _(self, x: int):
        return "int"

    def plain(self, a, b=2, *, c=3):
        return a, b, c

    part = partialmethod(plain, 1, c=9)

    @cached_property
    def cp(self):
        print("computing", end=" ")
        return 42


s = SD()
print(s.m(1), s.m("x"), s.part(), s.part(5), s.cp, s.cp, s.__dict__)
del s.cp
print(s.cp)


@total_ordering
class T:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return self.v == o.v

    def __ge__(self, o):
        return self.v >= o.v


print(T(1) < T(2), T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2))
try:

    @total_ordering
    class U:
        pass

except ValueError as e:
    print(e)


def orig(a: int) -> str:
    "doc"


orig.extra = 1


@wraps(orig)
def wrapper(*a):
    return "w"


print(
    wrapper.__name__,
    wrapper.__doc__,
    wrapper.extra,
    wrapper.__wrapped__ is orig,
    wrapper.__annotations__,
    wrapper(),
    functools.WRAPPER_ASSIGNMENTS,
)
k = cmp_to_key(lambda a, b: (a > b) - (a < b))
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), k(1) < k(2), k(1) == k(1), min([3, 1], key=k))
try:
    k(1) < 5
except TypeError as e:
    print(e)
try:
    hash(k(1))
except TypeError as e:
    print(e)
