class P:
    def __init__(self, x):
        self.x = x
        self.y = x + 1


def total(ps):
    t = 0
    for p in ps:
        t += p.x * 10 + p.y
    return t


ps = [P(i) for i in range(20)]
print(total(ps))
for i, p in enumerate(ps):
    if i % 3 == 0:
        p.extra = i
    if i % 4 == 0:
        del p.x
        p.x = 1
print(total(ps), [list(p.__dict__) for p in ps[:5]])
for i, p in enumerate(ps):
    p.__dict__["y"] = 0
print(total(ps))
ps[3].__dict__ = {"y": 5, "x": 7}
print(total(ps), vars(ps[3]))
d = ps[4].__dict__
d["x"] = 1000
print(ps[4].x, total(ps))
ps[4].x = 1
print(d["x"])
d.clear()
try:
    total(ps)
except AttributeError as e:
    print(e)
d.update(x=2, y=3)
print(total(ps))


def order(first):
    p = P.__new__(P)
    if first:
        p.y = 1
        p.x = 2
    else:
        p.x = 2
        p.y = 1
    return p


mixed = [order(i % 2) for i in range(10)]
print(total(mixed), [list(vars(p)) for p in mixed[:2]])
big = P(0)
for i in range(100):
    setattr(big, f"a{i}", i)
print(total([big] * 3), len(vars(big)), big.a99, sum(getattr(big, f"a{i}") for i in range(100)))
for i in range(0, 100, 2):
    delattr(big, f"a{i}")
print(len(vars(big)), hasattr(big, "a2"), big.a3)


class Lazy:
    def get(self):
        try:
            return self.cache
        except AttributeError:
            self.cache = 42
            return self.cache


ls = [Lazy() for _ in range(5)]
print([l.get() for l in ls] + [l.get() for l in ls])


class Late:
    def __init__(self, n):
        if n % 2:
            self.a = n
        self.b = n
        if n > 5:
            self.c = n


def read(os):
    out = []
    for o in os:
        out.append((getattr(o, "a", None), o.b, getattr(o, "c", "-")))
    return out


print(read([Late(i) for i in range(8)]))


class Sub(P):
    def __init__(self, x, z):
        self.z = z
        super().__init__(x)


class Sub2(P):
    x = "class level"

    def __init__(self):
        self.y = 1


print(total([P(1), Sub(2, 3), P(4)]))
try:
    total([Sub2(), P(1)])
except TypeError as e:
    print(e)
p = P(1)
q = p.__dict__
del p
print(q)


class Counter:
    def __init__(self):
        self.n = 0

    def inc(self):
        self.n += 1
        return self


c = Counter()
for _ in range(1000):
    c.inc()
c.n = 0.5
for _ in range(10):
    c.inc()
print(c.n)
c.n = "s"
try:
    c.inc()
except TypeError as e:
    print(e, c.n)
c.n = 2**62 - 2
for _ in range(5):
    c.inc()
print(c.n)
import copy

objs = [copy.copy(P(i)) for i in range(5)]
objs[2].q = 1
print(total(objs), [len(vars(o)) for o in objs])
