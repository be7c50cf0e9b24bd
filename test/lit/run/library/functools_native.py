"""functools' native types: partial, reduce, cmp_to_key, the wrapper of lru_cache."""
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce


def lru_cache(maxsize=128, typed=False):
    def decorate(function):
        wrapper = _lru_cache_wrapper(function, maxsize, typed, lambda *info: info)
        wrapper.__wrapped__ = function
        wrapper.__dict__.update(getattr(function, "__dict__", {}))
        wrapper.__qualname__ = function.__qualname__
        return wrapper

    return decorate


def show(text):
    try:
        print(text, "->", repr(eval(text)).split(" object at")[0])
    except BaseException as e:
        print(text, "->", type(e).__name__, e)


class P(partial):
    pass


def both(*args, **keywords):
    return args, keywords


for text in [
    "partial()", "partial(1)", "partial(a=1)", "partial(int, 1, a=2)", "partial(partial(int, 1, a=2), 3, b=4)", "partial(int).__reduce__()",
    "partial(int).__setstate__(1)", "partial(int).__setstate__((1, 2, 3, 4))", "partial(int).__setstate__((int, (), {}, None))",
    "P(int, 1)", "P(int, 1).__reduce__()[1:]", "partial(int).func", "partial(int, 1).args", "partial(int, x=1).keywords",
    "partial(int, base=2)('101')", "partial(both, 1, a=2)(3, b=4)", "partial(both, 1, a=2)(a=5)", "partial(both, 1)(2, c=3)",
    "partial(both)()", "setattr(partial(int), 'args', 1)", "partial(int).__dict__", "partial[int]", "partial(int, 'x')()",
    "reduce()", "reduce(1, 2)", "reduce(int, [])", "reduce(int, [], 1)", "reduce(lambda a, b: a + b, [1, 2, 3])",
    "reduce(lambda a, b: a + b, 'abc', '>')", "reduce(1, [1, 2])", "reduce(1, [1])", "reduce(max, [3], None)",
    "cmp_to_key()", "cmp_to_key(int)(1) < 1", "hash(cmp_to_key(int)(1))", "cmp_to_key(int).obj", "cmp_to_key(int)()",
    "cmp_to_key(int)(obj=3).obj", "cmp_to_key(int)(1, 2)", "cmp_to_key(mycmp=1)", "cmp_to_key(lambda a, b: None)(1) < cmp_to_key(int)(1)",
    "sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a))", "cmp_to_key(lambda a, b: a - b)(1) == cmp_to_key(int)(1)",
    "lru_cache(1)(int)([1])", "lru_cache(1)(int).cache_info()", "lru_cache(-1)(int).cache_info()", "lru_cache('a')(int)",
    "_lru_cache_wrapper(int, 'a', False, tuple)", "_lru_cache_wrapper()",
    "_lru_cache_wrapper(1, 2, 3, 4)", "lru_cache(1)(int).__wrapped__",
]:
    show(text)

p = partial(both, 1)
p.note = "kept"
print(p.__dict__, p.__reduce__()[2][3], partial(p, 2).args, partial(p, 2).func is p)
f, a, state = p.__reduce__()
q = f(*a)
q.__setstate__(state)
print(q.note, q(2), q == p)
p.__setstate__((both, (p,), {}, {"z": 1}))
print(p.__dict__, repr(p).count("..."))
p.__setstate__((both, (), {}, None))


@lru_cache(maxsize=3)
def square(x, *, extra=0):
    print("computing", x, extra)
    return x * x + extra


for x in (1, 2, 3, 1, 4, 2, 1, 1.0, True):
    square(x)
print(square(2, extra=1), square(extra=1, x=2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__deepcopy__({}) is square, square.__reduce__())


@lru_cache(maxsize=None, typed=True)
def kind(x, y=None):
    return type(x).__name__


print(kind(1), kind(1.0), kind(True), kind(1), kind(1, y=2), kind(1, y=2.0), kind.cache_info())


@lru_cache(maxsize=0)
def never(x):
    return x


print(never(1), never(1), never.cache_info())


@lru_cache(None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(150), fib.cache_info())


class Shape:
    def __init__(self, side):
        self.side = side

    @lru_cache(maxsize=2)
    def area(self, scale=1):
        return self.side**2 * scale



s = Shape(3)
print(s.area(), s.area(2), s.area(), Shape.area.cache_info())


@lru_cache(2)
def fails(x):
    if x < 0:
        raise ValueError(x)
    return [x]


for x in (1, -1, -1, 1, 2, 3):
    try:
        print(fails(x), fails(x) is fails(x))
    except ValueError as e:
        print("ValueError", e)
print(fails.cache_info())


@lru_cache(2)
def again(n):
    return 0 if n == 0 else again(n - 1) + n


print(again(50), again.cache_info())


# A cache that dies in a cycle: its dict may go first.
import gc


class Holder:
    pass


holder = Holder()
holder.cached = __import__('functools').lru_cache(maxsize=4)(lambda x, hold=holder: x)
print([holder.cached(i) for i in range(6)])
del holder
print(gc.collect() > 0)
