def total(xs):
    t = 0
    for i in range(len(xs)):
        t += xs[i]
    return t


a = [1, 2, 3]
print(total(a))
a.append(2.5)
print(total(a), a)
a[0] = 10
a[1] = 2**70
print(total(a), a)
a[1] = None
try:
    total(a)
except TypeError as e:
    print(e)
f = [0.5] * 5
print(total(f), f)
f[2] = 3
print(total(f), f, [type(x).__name__ for x in f])
f.append("x")
print(f)
f.pop()
f[2] = 3.0
print(total(f), sum(f))
b = [True, False, 1, 0]
print(b, total(b), [type(x).__name__ for x in b])
b[0] = 5
print(b)
i = list(range(10))
i[3:5] = [0.5, "s"]
print(i, i.index("s"), i.count(0))
i.sort(key=str)
print(i)
m = [1, 2, 3]
n = m + [4.5]
o = m + ["x"]
p = m * 2
print(m, n, o, p)
m.extend([4, 5])
m.extend([6.0])
m.extend("ab")
m.extend(x for x in (7, None))
print(m)
z = [0] * 4
z[1] = 1.0
z[2] = -0.0
print(z, [type(x).__name__ for x in z])
nan = float("nan")
w = [nan, 1.0, nan]
print(
    nan in w,
    w.count(nan),
    w.index(1.0),
    w == [nan, 1.0, nan],
)
obj = nan
w[1] = obj
print(w[0] is obj, w[1] is w[0])
big = [2**61, 2**62, 2**63, -(2**63), 2**64]
print(big, sum(big), sorted(big), max(big), min(big))
small = [2**62 - 1]
small[0] += 1
print(small, type(small[0]).__name__)
for _ in range(5):
    small[0] *= 2
print(small)
r = [1, 2, 3]
r.reverse()
r.insert(0, "front")
r.insert(2, 1.5)
del r[0]
print(r, r.pop(1), r, sorted(r))
e = []
for k in range(6):
    e.append(k if k < 3 else k / 2 if k < 5 else str(k))
print(e)
e.clear()
e.append(1.5)
e.append(1)
print(e)
g = [[1, 2], [3, 4]]
g[0][0] = "x"
g[1] = 5
print(g)
c = [1, 2, 3]
d = c[:]
c[0] = "changed"
print(c, d)
t = [x * 0.5 for x in range(4)]
t2 = [int(x) for x in t]
print(t, t2, t == t2, [1, 2] == [1.0, 2.0], [1] < [1.5], [2.0] > [1, 5])
print(
    [1, 2.0, True, None, "s"],
    list(map(float, [1, 2])),
    list(map(int, [1.5, 2.5])),
    [1.0, 2.0].index(2),
    [1, 2].index(2.0),
    3.0 in [1, 2, 3],
    2**70 in [1, 2],
)


def swap(xs, i, j):
    xs[i], xs[j] = xs[j], xs[i]


s = [1, "a", 2.5]
swap(s, 0, 2)
print(s)
fill = [None] * 3
for k in range(3):
    fill[k] = k
print(fill, total(fill))
fill[1] = None
print(fill)
mat = [[0.0] * 3 for _ in range(3)]
for x in range(3):
    for y in range(3):
        mat[x][y] = x * y if x != y else 1
print(mat)
