for make in (
    lambda: iter([1, 2, 3]),
    lambda: iter((1, 2)),
    lambda: iter("ab"),
    lambda: iter({"k": 1}),
    lambda: iter({1}),
    lambda: iter(range(3)),
    lambda: iter(b"ab"),
    lambda: iter(bytearray(b"a")),
    lambda: reversed([1, 2]),
    lambda: reversed((1, 2)),
    lambda: reversed("ab"),
    lambda: reversed(range(3)),
    lambda: reversed({"a": 1}),
    lambda: enumerate("ab"),
    lambda: zip("ab", [1, 2]),
    lambda: map(str, [1]),
    lambda: filter(None, [0, 1]),
    lambda: iter({"a": 1}.items()),
    lambda: iter({"a": 1}.values()),
    lambda: iter(lambda: 1, 1),
    lambda: iter(memoryview(b"a")),
    lambda: iter(frozenset()),
    lambda: iter(range(2**70)),
):
    it = make()
    print(
        type(it).__name__,
        iter(it) is it,
        list(make()) if type(it).__name__ != "longrange_iterator" else next(it),
        hasattr(it, "__length_hint__") and it.__length_hint__(),
        next(it, "empty"),
        next(it, "none"),
        repr(it).split(" object")[0],
    )
it = iter([1, 2, 3, 4])
print(next(it), list(it), list(it), next(it, None))
z = zip([1, 2, 3], "ab")
print(list(z), list(zip()), list(zip([1])), list(zip([], [1])), list(zip(*[[1, 2], [3, 4]])))
a, b = iter([1, 2, 3]), iter([1])
print(list(zip(a, b)), next(a))
a, b = iter([1, 2, 3]), iter([1])
print(list(zip(b, a)), next(a))
for args in (([1, 2], [1]), ([1], [1, 2]), ([1], [1], [1, 2]), ([1, 2], [1, 2], [1])):
    try:
        print(list(zip(*args, strict=True)))
    except ValueError as e:
        print(e)
print(list(zip([1], [2], strict=True)), list(zip(strict=True)))
print(
    list(map(lambda *a: a, [1, 2, 3], "ab", range(9))),
    list(map(max, [1, 5], [3, 2])),
    list(map(None.__class__, [])),
)
m = map(lambda x: 1 / x, [1, 0, 2])
print(next(m))
try:
    next(m)
except ZeroDivisionError as e:
    print(e)
print(next(m), next(m, "end"))
print(
    list(filter(lambda x: x % 2, range(6))),
    list(filter(None, [0, "", "a", [], [0]])),
    list(filter(str.isalpha, "a1b")),
)
print(
    list(enumerate("ab", 5)),
    list(enumerate([], 1)),
    next(enumerate("x", start=-1)),
    list(enumerate("ab", 2**63 - 1)),
)
e = enumerate(iter("xyz"))
next(e)
print(list(e))
calls = iter(["a", "b", "stop", "c"])
print(list(iter(lambda: next(calls), "stop")), list(iter(lambda: next(calls), "never")))
l = [1, 2, 3]
r = reversed(l)
l.append(4)
print(list(r), list(reversed(l)), r.__length_hint__())
s = iter("héllo")
print(next(s), next(s), s.__length_hint__(), "".join(s))
import copy

for it in (
    iter([1, 2, 3]),
    iter("abc"),
    iter(range(3)),
    iter((1, 2)),
    reversed([1, 2]),
    enumerate("ab"),
    zip("ab", "cd"),
):
    next(it)
    c = copy.copy(it)
    print(list(it), list(c))
i = iter([1, 2, 3])
next(i)
print(i.__reduce__()[1:], i.__setstate__(2), list(i))
d = {"a": 1, "b": 2}
it = iter(d.items())
print(next(it))
d["a"] = 9
print(next(it), next(it, "end"))
try:
    it2 = iter(d)
    d["c"] = 3
    next(it2)
except RuntimeError as e:
    print(e)
print(
    max(iter([3, 1])),
    min(x for x in "hello"),
    sum(iter(range(4))),
    sorted(iter("bca")),
    tuple(iter([1])),
    set(iter([1])),
    dict(iter([("a", 1)])),
    "-".join(iter("abc")),
    any(iter([0, 1])),
    all(iter([])),
    list(iter(iter([1]))),
    2 in iter([1, 2, 3]),
)
