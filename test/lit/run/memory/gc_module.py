# rows: interpret, O0, O2, O3, deopt, exit
# It prints when collections happen.
import gc

gc.collect()
gc.disable()
print(gc.isenabled())


class N:
    alive = 0

    def __init__(self):
        N.alive += 1

    def __del__(self):
        N.alive -= 1


def ring(n):
    nodes = [N() for _ in range(n)]
    for a, b in zip(nodes, nodes[1:] + nodes[:1]):
        a.next = b


ring(10)
print(N.alive)
gc.collect()
print(N.alive)
l = []
l.append(l)
l.append(N())
del l
d = {}
d["self"] = d
d["n"] = N()
del d
print(N.alive)
gc.collect()
print(N.alive)
t = ([],)
t[0].append(t)
t[0].append(N())
del t
s = N()
s.bound = s.__del__
del s


def closure():
    n = N()

    def f():
        return f, n

    return None


closure()


class C:
    n = N()

    def m(self):
        return C


del C


def gen():
    n = N()
    me = yield
    yield me


g = gen()
next(g)
g.send(g)
del g
try:
    n = N()
    raise ValueError
except ValueError as e:
    n.exc = e
    del n
print(N.alive)
gc.collect()
print(N.alive)
gc.enable()
print(gc.isenabled(), gc.garbage, isinstance(gc.get_count(), tuple))
for _ in range(300):
    ring(10)
gc.collect()
print(N.alive)


class Res:
    kept = None

    def __del__(self):
        Res.kept = self


r = Res()
r.me = r
del r
gc.collect()
print(Res.kept.me is Res.kept)
Res.kept.me = None
Res.kept = None
import weakref


class W:
    pass


a, b = W(), W()
a.b, b.a = b, a
refs = [weakref.ref(a), weakref.ref(b)]
del a
gc.collect()
print([r() is not None for r in refs])
del b
gc.collect()
print([r() for r in refs])
print(gc.collect(), gc.collect(0), gc.collect(1))
for bad in (5, -1, "x"):
    try:
        gc.collect(bad)
    except (ValueError, TypeError) as e:
        print(e)
gc.freeze()
gc.unfreeze()
print(gc.get_freeze_count())
