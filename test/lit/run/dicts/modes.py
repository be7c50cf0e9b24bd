# Dicts that change the kind of their keys: only str, then others, and back to
# empty; namespaces as dicts.
d = {}
for i in range(30):
    d["k%d" % i] = i
print(d["k7"], 5 in d, None in d, 1.5 in d, (1, 2) in d, b"k1" in d, d.get(frozenset(), "none"))
d[5] = "five"
d[None] = "none"
d[1.5] = "float"
d[(1, 2)] = "tuple"
print(d["k7"], d[5], d[None], d[1.5], d[1, 2], len(d), list(d)[-5:])
print(d[True + 4], 5.0 in d, d[5.0], 5 + 0j in d)
d[5.0] = "still five"
print([k for k in d if k == 5], d[5])
for i in range(30):
    del d["k%d" % i]
print(d)
d.clear()
d["x"] = 1
d.update(y=2, z=3)
print(d, d.popitem(), d)

ints = {i * 3: i for i in range(1000)}
print(sum(ints.values()), ints[999], 1000 in ints, ints.get(-3), -1 in ints)
big = {2**k: k for k in range(60, 70)}
print(big[2**61], big[2**69], big.get(2**70), float(2**62) in big, big[float(2**62)])
signs = {-1: "a", -2: "b", 2**61 - 1: "c", 0: "zero", 2**61 - 2: "d", -(2**61) + 1: "e"}
print(len(signs), signs[-1], signs[-2], signs[0], signs[2**61 - 1], signs[1 - 2**61])
nan = float("nan")
odd = {nan: 1, 0.0: 2}
print(odd[nan], odd[-0.0], odd[False], len(odd))

# Queues: the front goes, the back comes.
q = {}
for i in range(2000):
    q[i] = i
    if i >= 10:
        del q[next(iter(q))]
print(list(q))
for i in range(500):
    q.popitem()
    q[i * 7] = i
print(len(q), list(q)[-1])


class Space:
    pass


ns = vars(Space())
ns["attribute"] = 1
ns[2] = "two"
print(ns, type(ns).__name__)
g = globals()
g["made here"] = 3
print("made here" in g, g.pop("made here"), "made here" in g)
before = list(g)[-1]
g["fresh"] = 1
print(fresh, list(g)[-1])
del g["fresh"]
try:
    fresh
except NameError as e:
    print(e)
fresh = 5
print(g["fresh"], list(g)[-1])
g[7] = "a key that is no name"
print(g[7], fresh)
fresh = 6
print(g["fresh"])
del g[7]
