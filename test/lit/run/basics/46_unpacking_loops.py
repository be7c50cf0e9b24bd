pairs = [(1, "one"), (2, "two")]
for n, name in pairs:
    print(n, name)
for (a, b), c in [((1, 2), 3), ((4, 5), 6)]:
    print(a, b, c)
for first, *others in [(1, 2, 3), "xy", [9]]:
    print(first, others)
for k, v in {"a": 1, "b": 2}.items():
    print(k, v)
for i, (x, y) in enumerate(zip("ab", [1, 2]), start=10):
    print(i, x, y)
a, b = 1, 2
a, b = b, a + b
print(a, b)
[a, [b, c]] = 1, (2, 3)
print(a, b, c)
d = {}
d["x"], d["y"] = "pq"
print(d)


class O:
    pass


o = O()
o.a, *o.b = range(4)
print(o.a, o.b)
for d["loop"] in range(3):
    pass
print(d)
for bad in ((1, 2, 3), (1,)):
    try:
        a, b = bad
    except ValueError as e:
        print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
