"""Every iterator of itertools: items, texts of errors, repr, copy and state."""
import copy
from itertools import *
import itertools


def show(text):
    try:
        value = eval(text)
        if hasattr(value, "__next__") and not text.startswith(("count", "repeat", "cycle")):
            value = [next(value) for _ in range(7)] if "count(" in text or "cycle(" in text else list(value)
        print(text, "->", repr(value).split(" object at")[0])
    except BaseException as e:
        print(text, "->", type(e).__name__, e)


NAMES = "accumulate chain combinations combinations_with_replacement compress count cycle dropwhile filterfalse groupby islice pairwise permutations product repeat starmap takewhile tee zip_longest".split()
for name in NAMES:
    for args in ("", "1", "1,2,3,4,5,6", "x=1", "[1],x=1", "'ab',1,x=2", "[],2,3"):
        show(f"{name}({args})")

for text in [
    "count()", "count(5)", "count(1.5)", "count(1, 2)", "count(1, 1.0)", "count(True)", "count(1, step=1)", "count('a')",
    "count(10**30)", "count(start=3, step=-1)", "islice(count(10**18 * 4, 10**18), 5)", "islice(count(0.1, 0.1), 3)",
    "islice(count(2**61 - 2), 4)", "islice(count(2**63 - 2), 4)",
    "repeat(1)", "repeat(1, -3)", "repeat('x', times=2)", "list(repeat(None, 3))", "repeat(1, 'a')", "repeat(1).__length_hint__()",
    "repeat(1, 4).__length_hint__()", "islice(cycle('ab'), 5)", "list(cycle(''))",
    "list(accumulate([1, 2, 3]))", "list(accumulate([1, 2, 3], initial=10))", "list(accumulate('abc', lambda a, b: b + a))",
    "list(accumulate([], initial=None))", "list(accumulate([1, 'a']))", "list(accumulate([3, 1, 2], max))",
    "chain('ab', [1, 2], ())", "chain([1], 2)", "chain.from_iterable(['ab', 'cd'])", "chain.from_iterable(1)",
    "compress('abcdef', [1, 0, 1, 0, 1])", "dropwhile(lambda x: x < 3, [1, 2, 3, 1])", "takewhile(lambda x: x < 3, [1, 2, 3, 1])",
    "filterfalse(None, [0, 1, '', 'a'])", "filterfalse(bool, [0, 1, '', 'a'])", "filterfalse(lambda x: x % 2, range(6))",
    "starmap(pow, [(2, 3), [3, 2]])", "starmap(pow, [1])", "pairwise('abcd')", "pairwise('a')", "pairwise('')",
    "zip_longest('ab', 'c', fillvalue='-')", "zip_longest('ab', [])", "zip_longest()", "zip_longest(a=1)",
    "islice('abcdefg', 2)", "islice('abcdefg', 2, None)", "islice('abcdefg', 1, 6, 2)", "islice('abc', None)", "islice('abc', -1)",
    "islice('abc', 'a')", "islice('abc', 1, 'a')", "islice('abc', -1, 2)", "islice('abc', 1, 2, 0)", "islice('abc', 1, 2, 'a')",
    "islice('abcdefg', 0, 7, 2**62)", "islice([], True)", "islice('abc', 1.0)",
    "[(k, ''.join(g)) for k, g in groupby('aabbbc')]", "[(k, list(g)) for k, g in groupby(range(10), lambda x: x // 4)]",
    "[k for k, g in groupby('aabbbc')]", "groupby([1], key=1)", "list(groupby([1], key=1))",
    "product('ab', [1, 2])", "product()", "product('ab', repeat=2)", "product([], 'a')", "product('ab', repeat=0)", "product(repeat=-1)",
    "product('a', repeat='x')", "product([1], repeat=2**62)",
    "permutations('abc')", "permutations('abc', 2)", "permutations('abc', 4)", "permutations('abc', 0)", "permutations('abc', -1)",
    "permutations('abc', 'x')", "permutations('', None)", "combinations('abcd', 2)", "combinations('abc', 4)", "combinations('abc', 0)",
    "combinations('abc', -1)", "combinations('abc', 1.0)", "combinations_with_replacement('abc', 2)",
    "combinations_with_replacement('', 2)", "combinations_with_replacement('', 0)", "combinations_with_replacement('a', -1)",
    "tee([], -1)", "tee([], 'a')", "tee([], 0)", "[list(t) for t in tee('abc', 3)]", "itertools._tee(1)", "itertools._tee()",
    "itertools._grouper(1, 2)", "itertools._tee_dataobject()",
    "chain([]).__setstate__(1)", "chain([]).__setstate__((1,))", "chain([]).__setstate__(([], 1, 2))",
    "cycle([]).__setstate__(1)", "cycle([]).__setstate__((1, 2))", "cycle([]).__setstate__(([], 'a'))", "cycle([]).__setstate__(([],))",
    "islice([], 3).__setstate__('a')", "product('ab').__setstate__(1)", "product('ab').__setstate__((1, 2))",
    "permutations('ab').__setstate__(1)", "permutations('ab').__setstate__((1, 2))", "permutations('ab').__setstate__(((1, 2), 3))",
    "combinations('ab', 2).__setstate__((1,))", "combinations('ab', 2).__setstate__(('a', 'b'))", "groupby([]).__setstate__((1,))",
    "tee([])[0].__setstate__((1, 2))", "next(zip_longest([]))",
]:
    show(text)


def state(it):
    def plain(x):
        if isinstance(x, tuple):
            return tuple(plain(i) for i in x)
        return x.__name__ if isinstance(x, type) else f"<{type(x).__name__}>" if hasattr(x, "__next__") or callable(x) or "object at" in repr(x) else x

    return plain(it.__reduce__())


def make():
    return [
        accumulate([1, 2, 3, 4]), accumulate([1, 2, 3], initial=9), accumulate([None, None, None], lambda a, b: None),
        chain("ab", "cd"), compress("abc", [1, 1, 1]), dropwhile(bool, [1, 0, 1]), takewhile(bool, [1, 1, 0]),
        filterfalse(None, [0, 0, 1]), groupby("aab"), islice("abcdef", 1, 5, 2), permutations("abc"), combinations("abc", 2),
        combinations_with_replacement("abc", 2), product("ab", "cd"), repeat(1, 3), starmap(max, [(1, 2), (3, 1)]),
        zip_longest("a", "bc", fillvalue=0), tee("abc")[0], count(1), count(1.5, 2),
    ]


for steps in (0, 1, 2, 30):
    for it in make():
        try:
            for _ in range(steps):
                next(it, None)
            print(steps, state(it))
            if type(it).__name__ not in ("groupby",):
                print(list(islice(copy.copy(it), 5)), list(islice(it, 5)))
        except BaseException as e:
            print(type(e).__name__, e)

it = cycle("abc")
next(it)
print(state(it), [next(it) for _ in range(4)], state(it), [next(copy.copy(it)) for _ in range(1)])

g = groupby("aabb")
k, first = next(g)
k2, second = next(g)
print(list(first), list(second), first.__reduce__()[1])


class Base(islice):
    def __init__(self, *args, **keywords):
        self.keywords = keywords


print(list(Base("abc", 2, z=1)), Base("abc", 2, z=1).keywords)


class Reentrant:
    def __iter__(self):
        return self

    def __next__(self):
        return next(twin)


twin, other = tee(Reentrant())
try:
    next(twin)
except RuntimeError as e:
    print(e)
a, b = tee(range(200))
print(sum(islice(a, 150)), sum(b), sum(a))
a, b = tee(iter(range(300000)))
print(sum(1 for _ in a))
del a, b


def fail():
    yield 1
    raise KeyError("x")


for make_one in (lambda: islice(fail(), 5), lambda: chain(fail(), [2]), lambda: pairwise(fail()), lambda: zip_longest(fail(), [1, 2, 3]), lambda: cycle(fail())):
    it = make_one()
    out = []
    try:
        for x in it:
            out.append(x)
    except KeyError as e:
        print(type(it).__name__, out, repr(e), list(islice(it, 2)))
print([type(x).__name__ for x in make()], chain[int], sorted(n for n in dir(itertools) if n[:2] != "__"))
