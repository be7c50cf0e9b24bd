from itertools import *

print(
    list(islice(count(5), 3)),
    list(islice(count(1, 0.5), 3)),
    list(islice(cycle("ab"), 5)),
    list(repeat(7, 3)),
    list(islice(repeat("x"), 2)),
    list(accumulate([1, 2, 3, 4])),
    list(accumulate([1, 2, 3], lambda a, b: a * b)),
    list(accumulate([1, 2], initial=10)),
    list(accumulate([])),
)
print(
    list(chain("ab", [1], ())),
    list(chain.from_iterable(["ab", [1, 2]])),
    list(compress("abcd", [1, 0, 1, 0])),
    list(dropwhile(lambda x: x < 3, [1, 4, 2])),
    list(takewhile(lambda x: x < 3, [1, 4, 2])),
    list(filterfalse(lambda x: x % 2, range(5))),
    list(filterfalse(None, [0, 1, ""])),
)
print(
    [(k, list(g)) for k, g in groupby("aabbba")],
    [(k, list(g)) for k, g in groupby([1, 3, 2, 4], key=lambda x: x % 2)],
    list(islice("abcdef", 2)),
    list(islice("abcdef", 2, 4)),
    list(islice("abcdef", 1, None, 2)),
    list(pairwise("abcd")),
    list(pairwise("a")),
    list(starmap(pow, [(2, 3), (3, 2)])),
)
print(list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest([1], [2, 3], [])), list(zip_longest()))
print(
    list(product("ab", [1, 2])),
    list(product("ab", repeat=2)),
    list(product()),
    list(product([], "a")),
    len(list(product(range(3), repeat=4))),
)
print(
    list(permutations("abc")),
    list(permutations("abc", 2)),
    list(permutations([])),
    list(permutations("a", 2)),
    len(list(permutations(range(6)))),
)
print(
    list(combinations("abcd", 2)),
    list(combinations("ab", 3)),
    list(combinations([], 0)),
    list(combinations_with_replacement("abc", 2)),
    len(list(combinations(range(10), 4))),
)
a, b, c = tee([1, 2, 3], 3)
print(next(a), next(a), list(b), list(a), list(c))
g = groupby("aab")
k1, g1 = next(g)
k2, g2 = next(g)
print(k1, list(g1), k2, list(g2))
for f in (
    lambda: islice("a", -1),
    lambda: islice("a", 1, 2, 0),
    lambda: islice("a", "x"),
    lambda: islice(),
    lambda: count("a"),
    lambda: list(chain(5)),
    lambda: list(chain.from_iterable([5])),
    lambda: cycle(5),
    lambda: repeat(),
    lambda: repeat(1, "x"),
    lambda: combinations("a"),
    lambda: combinations("a", -1),
    lambda: permutations("a", -1),
    lambda: permutations("a", "x"),
    lambda: product("a", repeat=-1),
    lambda: tee([], -1),
    lambda: tee(5),
    lambda: list(starmap(pow, [5])),
    lambda: list(zip_longest("a", x=1)),
    lambda: groupby(),
    lambda: list(accumulate([1, "a"])),
    lambda: list(compress([1], 5)),
    lambda: next(count(1, "a")),
    lambda: list(pairwise(5)),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    next(count()),
    count(3, 2),
    count(1.5),
    repeat(5),
    repeat("a", 2),
    list(repeat(1, 0)),
    list(repeat(1, -3)),
    repeat(1, 3).__length_hint__(),
    next(count(2**63 - 1)),
    list(islice(count(2**63 - 1), 3)),
    list(islice(count(10, -5), 4)),
)
it = iter(range(10))
print(list(islice(it, 3)), list(islice(it, 0, 4, 2)), list(it))
c = cycle(iter([1, 2]))
print([next(c) for _ in range(5)], list(cycle([])), sum(islice(cycle([1, 2, 3]), 100)))
print(
    list(map(list, [batch for batch in zip(*[iter("abcdef")] * 2)])),
    dict(zip(count(), "xy")),
    [len(list(g)) for _, g in groupby(sorted("mississippi"))],
    max(accumulate([3, -5, 4, 2])),
    list(accumulate("abc")),
    list(accumulate([5, 1, 4], min)),
)


def log(x):
    print("log", x, end=" ")
    return x


for x in takewhile(lambda v: log(v) < 2, count()):
    pass
print(
    list(chain.from_iterable(map(range, range(4)))),
    next(filterfalse(lambda v: log(v) < 2, count())),
    any(starmap(lambda a, b: a > b, [(1, 2), (3, 2)])),
)
