a = frozenset([1, 2, 3])
b = frozenset([3, 2, 1])
print(
    a == b,
    hash(a) == hash(b),
    len({a, b}),
    {a: "x"}[b],
    a is frozenset(a),
    frozenset("aab") == {"a", "b"},
    frozenset() == set(),
    frozenset([frozenset([1]), frozenset()]) == {frozenset(), frozenset({1})},
)
print(
    frozenset({1}) in {frozenset({1})},
    {1} in {frozenset({1})},
    sorted(map(sorted, {frozenset("ab"), frozenset("c")})),
    a | {9} == frozenset([1, 2, 3, 9]),
    type(a & {1}).__name__,
    type({1} & a).__name__,
    type(a - a).__name__,
)
for f in (
    lambda: a.add(1),
    lambda: a.update([1]),
    lambda: a.remove(1),
    lambda: a.clear(),
    lambda: a.pop(),
    lambda: {a: 1}[{1}],
    lambda: frozenset([[]]),
    lambda: frozenset(5),
    lambda: frozenset(1, 2),
    lambda: hash(frozenset([1])) == hash(1) and None,
    lambda: a + b,
    lambda: a[0],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
x = a
x |= {4}
x -= {1}
x &= {2, 4, 8}
x ^= {8}
print(sorted(x), sorted(a))
print(
    a.union([7]) == {1, 2, 3, 7},
    a.copy() is a,
    sorted(a.difference([1])),
    a.isdisjoint([9]),
    a.issubset(range(5)),
    a >= {1},
    a > {1, 2, 3},
    a != {1, 2},
)
memo = {}


def ways(items, target):
    key = (items, target)
    if key not in memo:
        memo[key] = (
            (target == 0)
            if not items
            else sum(ways(items - {i}, target - i) for i in sorted(items)[:1])
            + ways(items - {min(items)}, target)
        )
    return memo[key]


print(ways(frozenset(range(1, 9)), 12), len(memo))
nest = frozenset()
for i in range(5):
    nest = frozenset([nest, i])
depth = 0
while any(isinstance(v, frozenset) for v in nest):
    nest = next(v for v in nest if isinstance(v, frozenset))
    depth += 1
print(depth, nest)


def von_neumann(n):
    s = frozenset()
    for _ in range(n):
        s |= {s}
    return s


print(
    len(von_neumann(6)),
    von_neumann(3) in von_neumann(5),
    von_neumann(4) > von_neumann(2),
    len(repr(von_neumann(2))) > 0,
)
print(
    eval("frozenset({1})"),
    2 in {1, 2, 3},
    "b" in {"a", "b"},
    1.0 in {1},
    None in {None, 1},
    (1, 2) in {(1, 2)},
    [x for x in (1, 5, 9) if x in {1, 9}],
)
tri = {frozenset(t) for t in [(1, 2), (2, 1), (3,), (3, 3)]}
print(len(tri), sorted(map(sorted, tri)))
