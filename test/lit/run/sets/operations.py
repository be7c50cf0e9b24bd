a, b = {1, 2, 3, 4}, {3, 4, 5}
s = sorted
print(
    s(a | b),
    s(a & b),
    s(a - b),
    s(b - a),
    s(a ^ b),
    s(a.union([9], "x" and (7,))),
    s(a.intersection(b, [3])),
    s(a.difference([1], [2])),
    s(a.symmetric_difference([1, 99])),
)
print(
    a <= b,
    a < a,
    a <= a,
    {3} < a,
    a >= {1},
    a > {1, 2, 3, 4},
    a == {4, 3, 2, 1},
    a != b,
    a.issubset(range(10)),
    a.issuperset([1, 2]),
    a.isdisjoint([9]),
    a.isdisjoint(b),
)
c = a.copy()
c.add(10)
c.update([11], {12: 0}, "")
c.discard(1)
c.discard("none")
c.remove(2)
c.intersection_update(range(3, 12))
c.difference_update([3])
c.symmetric_difference_update([4, 50])
print(s(c))
c |= {1}
c &= {1, 10, 50}
c -= {50}
c ^= {10, 20}
print(s(c), len(c), 20 in c, 5 in c, bool(set()))
for f in (
    lambda: set().pop(),
    lambda: {1}.remove(2),
    lambda: {1}.remove((1, 2)),
    lambda: {[]},
    lambda: {1}.add([]),
    lambda: {1} | [2],
    lambda: {1} & "a",
    lambda: {1} - 5,
    lambda: {1} < [1],
    lambda: {1} + {2},
    lambda: set(5),
    lambda: set(1, 2),
    lambda: {1}.update(5),
    lambda: {1}.union(5),
    lambda: hash(set()),
    lambda: set()[0],
    lambda: [] in {1},
    lambda: {1}.discard([]),
    lambda: frozenset([1]).add(2),
    lambda: {1}.issubset(5),
    lambda: {1}.foo,
    lambda: set(x=1),
    lambda: {1}.add(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
f = frozenset([1, 2])
print(
    s(f),
    s(f | {3}),
    type(f | {3}).__name__,
    type({3} | f).__name__,
    f == {1, 2},
    {1, 2} == f,
    hash(f) == hash(frozenset([2, 1])),
    f in {f},
    {1, 2} in {f},
    s(f & {1}),
    frozenset() is frozenset(),
    f.copy() is f,
    frozenset(f) is f,
)
print(
    {frozenset([1]): "k"}[frozenset([1])],
    {frozenset([1]): "k"}.get(frozenset(), 0),
    set(),
    frozenset(),
    {1},
    {"a"},
    {()},
    {None},
    [set()],
    repr({frozenset()}),
)
d = {frozenset({1})}
print({1} in d)
d.discard({1})
print(d)
print(
    s({x % 4 for x in range(20)}),
    s({*"aab"}),
    s({*[1], *(2,)}),
    len({1, 1.0, True}),
    {0, False, 0.0},
    s(set("hello") - set("help")),
    s(map(sorted, [{2, 1}, {4, 3}])),
    sum({1, 2, 3}),
    max({5, 2}),
    len(set(range(1000)) & set(range(500, 1500))),
)
e = {1, 2, 3}
e.clear()
print(
    e,
    {7}.pop(),
    s({1, 2} | f | frozenset([9])),
    s(set.union({1}, {2}, {3})),
    s(set.intersection({1, 2}, {2, 3})),
)
