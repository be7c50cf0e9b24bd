d = {"a": 1, "b": 2}
print(d, len(d), d["a"])
d["c"] = 3
d["a"] = 10
print(d)
print("a" in d, "z" in d, d.get("z"), d.get("z", 0), d.get("b"))
del d["b"]
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()))
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k, "->", v)
d.update({"x": 1, "a": 0}, y=5)
print(d)
print(d.pop("x"), d.pop("nope", None), d.setdefault("n", []), d.setdefault("y", 7))
print(d, d == {"c": 3, "a": 0, "y": 5, "n": []})
print(dict(a=1, b=2), dict([(1, 2), (3, 4)]), {}, {1: {2: {}}})
print({**{"a": 1, "b": 2}, "b": 3}, {"a": 1} | {"b": 2})
e = {1: "int", 1.0: "float", True: "bool"}
print(e)
d.clear()
print(d, bool(d))
counts = {}
for ch in "mississippi":
    counts[ch] = counts.get(ch, 0) + 1
print(counts)
