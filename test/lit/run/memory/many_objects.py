class Node:
    __slots__ = ("left", "right", "value")

    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right


def build(depth):
    return Node(depth, build(depth - 1), build(depth - 1)) if depth else Node(0)


def count(n):
    total, stack = 0, [n]
    while stack:
        n = stack.pop()
        total += 1 + n.value
        if n.left:
            stack.append(n.left)
            stack.append(n.right)
    return total


t = build(12)
print(count(t))
t = None
chain = None
for i in range(50000):
    chain = (i, chain)
n = 0
c = chain
while c:
    n += c[0]
    c = c[1]
print(n)
del chain
big = [str(i) * 3 for i in range(20000)]
print(len("".join(big)), big[777])
big = [x for x in big if len(x) < 12]
print(len(big))
d = {i: [i] for i in range(20000)}
for k in range(0, 20000, 2):
    del d[k]
print(len(d), sum(v[0] for v in d.values()))
for _ in range(100):
    junk = [object() for _ in range(300)]
    junk2 = {k: {} for k in range(100)}
print(len(junk), len(junk2))


class P:
    def __init__(self, x):
        self.x = x
        self.y = [x]
        self.z = {"x": x}


ps = [P(i) for i in range(3000)]
for p in ps:
    p.extra = p.x * 2
print(sum(p.extra + p.y[0] + p.z["x"] for p in ps))
ps = ps[::3]
print(len(ps))
s = ""
for i in range(3000):
    s += "ab"
print(len(s))
grow = []
for i in range(30000):
    grow.append(i)
while len(grow) > 10:
    del grow[len(grow) // 2 :]
print(grow)
nested = []
for i in range(2000):
    nested = [nested, i]
depth = 0
while nested:
    depth += 1
    nested = nested[0]
print(depth)
b = bytearray()
for i in range(1000):
    b += bytes([i % 256]) * 10
print(len(b), sum(b))
cells = []
for i in range(1000):
    cells.append(lambda i=i: cells[i - 1] if i else None)
print(cells[5]() is cells[4], len(cells))
fr = [frozenset(range(i % 7)) for i in range(1000)]
print(len(set(fr)), sum(map(len, fr)))
