row = [0] * 3
grid = [row] * 2
grid[0][0] = 1
print(grid, grid[0] is grid[1])
grid = [[0] * 3 for _ in range(2)]
grid[0][0] = 1
print(grid)
a = [1, [2, [3]]]
b = a[:]
c = list(a)
b[1].append("shared")
b[0] = "own"
print(a, b, c, a[1] is c[1])
import copy

d = copy.deepcopy(a)
d[1][1].append(4)
print(a, d)


def modify(l):
    l.append("m")
    l = ["new"]
    return l


print(modify(a), a)


def default(l=[]):
    l.append(len(l))
    return l


print(default(), default(), default([5]), default.__defaults__)
x = y = []
x += [1]
y = y + [2]
print(x, y)
t = ([], [])
t[0].append(1)
print(t)
m = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print(
    [list(r) for r in zip(*m)],
    [r[::-1] for r in m],
    sum(m, []),
    [m[i][i] for i in range(3)],
    [v for r in m for v in r if v % 2],
)
m[0], m[2] = m[2], m[0]
print(m)
for r in m:
    r[0] = -r[0]
print(m, max(m), min(m), sorted(m, key=sum))
a = [1, 2, 3, 4]
i = 0
i, a[i] = 2, "x"
print(i, a)
a[a.index(4)], a[0] = a[0], a[3]
print(a)
l = [None] * 5
for i in range(5):
    l[i] = l[i - 1] if i % 2 else i
print(l)
stack, queue = [], []
for i in range(5):
    stack.append(i)
    queue.insert(0, i)
print(stack.pop(), queue.pop(), stack, queue)
self_ref = [1]
self_ref.append(self_ref)
print(self_ref, repr(self_ref), self_ref[1][1][1] is self_ref)
p, q = [], []
p.append(q)
q.append(p)
print(p, q)
