s = {3, 1, 2, 3}
print(len(s), sorted(s), 1 in s, 9 in s)
s.add(9)
s.discard(100)
s.remove(1)
print(sorted(s))
t = {2, 3, 5}
print(sorted(s | t), sorted(s & t), sorted(s - t), sorted(s ^ t))
print({1, 2} <= {1, 2, 3}, {1, 2} < {1, 2}, {1, 2} == {2, 1}, {1}.isdisjoint({2}))
print(set(), len(set("hello")), frozenset([1]) == {1})
s.update([1, 1, 1], (7,))
print(sorted(s))
print(sorted({x % 3 for x in range(10)}))
u = set()
for w in ["a", "b", "a"]:
    if w in u:
        print("seen", w)
    u.add(w)
print({1}, frozenset({2}))
d = {frozenset({1, 2}): "x"}
print(d[frozenset([2, 1])])
