t = (1, "two", 3.0)
print(t, len(t), t[1], t[-1])
print((), (1,), 1, 2)
print((1, 2) + (3,), (0,) * 3, (1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0))
print(1 in t, t.index("two"), (1, 1, 2).count(1))
a, b, c = t
print(a, b, c)
(x, (y, z)), w = (1, (2, 3)), 4
print(x, y, z, w)
first, *rest = [1, 2, 3, 4]
print(first, rest)
*init, last = "abc"
print(init, last)
head, *mid, tail = (1, 2)
print(head, mid, tail)
for i, (p, q) in enumerate([(1, 2), (3, 4)]):
    print(i, p, q)
print(tuple([1, 2]), tuple("xy"), tuple())
print(*t)
print((*t, *t[:1]), [*t, 0])
d = {(1, 2): "pair"}
print(d[1, 2], d[(1, 2)])
