d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), len(v), len(i))
d["d"] = 4
print(k, v, i, "d" in k, 4 in v, ("d", 4) in i, ("d", 5) in i, "d" in i, (1, 2, 3) in i)
print(
    sorted(k & {"a", "z"}),
    sorted(k | {"z"}),
    sorted(k - {"a"}),
    sorted(k ^ {"a", "z"}),
    sorted(k & "ab"),
    sorted({"a", "q"} - k),
    sorted(i & {("a", 1), ("b", 9)}),
    k == {"a", "b", "c", "d"},
    k <= {"a", "b", "c", "d", "e"},
    k > {"a"},
    k.isdisjoint("xyz"),
    i == set(d.items()),
)
print(
    type(k).__name__,
    type(v).__name__,
    type(i).__name__,
    type(iter(k)).__name__,
    type(iter(v)).__name__,
    type(iter(i)).__name__,
    type(k & []).__name__,
    type(reversed(d)).__name__,
)
print(
    list(reversed(k)),
    list(reversed(v)),
    list(reversed(i)),
    list(k)[0],
    k.mapping["a"],
    dict(i) == d,
    v == d.values(),
    k == d.keys(),
)
for f in (
    lambda: k[0],
    lambda: k + k,
    lambda: hash(k),
    lambda: hash(i),
    lambda: v & v,
    lambda: k.add(1),
    lambda: k & 5,
    lambda: 5 in k,
    lambda: [] in k,
    lambda: [] in i,
    lambda: d.keys(1),
    lambda: k < v,
    lambda: {}.items() | 5,
    lambda: {"x": []}.items() | [],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
m = k.mapping
try:
    m["x"] = 1
except TypeError as e:
    print(e)
print(
    type(m).__name__,
    m,
    {1: [2]}.items(),
    {}.keys(),
    {}.values(),
    {}.items(),
    {}.keys() == set(),
    not {}.keys(),
)
d2 = {}
for a, b in i:
    d2[b] = a
print(d2, sorted(d2.keys() & {1, 2}), sum(d.values()), max(d.items()), max(d, key=d.get))
it = iter(i)
print(next(it), it.__length_hint__(), list(it), it.__length_hint__())
print({**d} == d, [*d], [*d.values()], sorted({*d}), dict(sorted(d.items(), key=lambda x: -x[1])))
