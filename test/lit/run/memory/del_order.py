class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def f():
    a = D("a")
    b = D("b")
    print("end of f")


f()
x = D("x")
x = D("x2")
print("rebound")
del x
print("deleted")
y = z = D("shared")
del y
print("one ref left")
z = None
l = [D("l0"), D("l1"), D("l2")]
l.pop(1)
print("popped")
l[0] = "replaced"
print("item replaced")
del l[:]
print("slice deleted")
d = {"k": D("dk"), "j": D("dj")}
d["k"] = None
del d["j"]
d["m"] = D("dm")
d.clear()
print("dict cleared")
t = (D("t0"), D("t1"))
del t
print("tuple gone")
D("temporary")
print("after temporary")


def args(a, b):
    a = None
    print("arg released?")


args(D("arg1"), D("arg2"))
print("returned")


def ret():
    return D("returned")


ret()
r = ret()
print("kept")
del r


class Holder:
    pass


h = Holder()
h.a = D("attr a")
h.b = D("attr b")
h.a = None
del h.b
h.c = D("attr c")
del h
print("holder gone")
for i in [D("for0"), D("for1")]:
    print("loop", i.n)
del i
print("loop done")
[D(f"comp{i}") for i in range(2)]
print("comp done")
s = {D("set")}
s.pop()
print("set popped")
c = (lambda: D("closure"))()
f2 = lambda c=c: c
del c
del f2
print("default gone")


def gen():
    g = D("in gen")
    yield 1
    yield 2


g = gen()
next(g)
g.close()
print("gen closed")
g = gen()
next(g)
del g
print("gen dropped")


def exc():
    e = D("exc local")
    raise ValueError


try:
    exc()
except ValueError as err:
    print("in handler")
print("after handler")


def swap():
    a, b = D("sa"), D("sb")
    a, b = b, a
    del a
    print("swap deleted a")


swap()
x = D("walrus") and 5
print(x)
print(D("in print").n)
if D("cond"):
    print("in if")
D("chain").n.upper()
print("end of module")
last = D("module global")
