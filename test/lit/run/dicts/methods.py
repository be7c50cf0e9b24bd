d = {"a": 1}
print(
    d.get("a"),
    d.get("b"),
    d.get("b", 5),
    d.setdefault("a", 9),
    d.setdefault("c"),
    d,
    d.pop("c"),
    d.pop("zz", "dflt"),
    d,
)
print(
    d.update(b=2),
    d.update({"c": 3}),
    d.update([("d", 4), ["e", 5]], f=6),
    d,
    d.popitem(),
    d.popitem(),
    d,
    d.copy() == d,
    d.copy() is d,
)
print(
    dict.fromkeys("abc"),
    dict.fromkeys([1, 2], 0),
    dict.fromkeys([], 1),
    dict(a=1),
    dict({"x": 1}, y=2),
    dict([(1, 2)]),
    dict(["ab", "cd"]),
    dict(zip("ab", [1, 2])),
    dict(),
    dict({}, **{"z": 26}),
)
for f in (
    lambda: {}["x"],
    lambda: {}[1],
    lambda: {}[(1, 2)],
    lambda: {}.pop("x"),
    lambda: {}.popitem(),
    lambda: {[]: 1},
    lambda: {}.get([]),
    lambda: {}[{}],
    lambda: dict(5),
    lambda: dict([1]),
    lambda: dict([(1, 2, 3)]),
    lambda: dict(["abc"]),
    lambda: dict(1, 2),
    lambda: {}.update(5),
    lambda: {}.update([1]),
    lambda: {}.update(1, 2),
    lambda: hash({}),
    lambda: {} < {},
    lambda: {} + {},
    lambda: {} | [],
    lambda: {}.__delitem__("k"),
    lambda: {}.fromkeys(5),
    lambda: {**5},
    lambda: dict(**{1: 2}),
    lambda: {}.setdefault(),
    lambda: {}.foo,
    lambda: {"a": 1}.a,
    lambda: set() in {},
    lambda: dict([("a",)]),
    lambda: {}.get(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    {"a": 1} == {"a": 1.0},
    {"a": 1, "b": 2} == {"b": 2, "a": 1},
    {} == {},
    {} == [],
    {1: 2} != {1: 3},
    {"a": 1} | {"a": 2, "b": 3},
    {"a": 1} | {},
    {1: 1} | {True: "t"},
)
e = {"x": 1}
e |= {"y": 2}
e |= [("z", 3)]
print(
    e,
    len(e),
    "x" in e,
    "w" not in e,
    list(e),
    list(reversed(e)),
    e.keys(),
    e.values(),
    e.items(),
    list(reversed(e.items())),
)
del e["x"]
e["x"] = "back"
print(
    e,
    bool(e),
    bool({}),
    next(iter(e)),
    list(e.items())[-1],
    max(e),
    min(e),
    sorted(e, reverse=True),
    sum({1: 2, 3: 4}),
)
e.clear()
print(
    e,
    {None: 0, (): 1, 1.5: 2, b"b": 3, frozenset(): 4, ...: 5, int: 6}[int],
    {1: "a"}[1.0],
    {1: "a"}[True],
    {0: "z"}[False],
    {"k": "v"}.__contains__("k"),
    {}.__len__(),
    {1: 2}.__getitem__(1),
    {1: 2}.__eq__(5),
    {1: 2}.__or__(5),
)
