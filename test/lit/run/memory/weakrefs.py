import gc
import weakref


class O:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"O({self.n})"


o = O(1)
r = weakref.ref(o)
print(r(), r() is o, r is weakref.ref(o), weakref.getweakrefcount(o), type(r).__name__)
r2 = weakref.ref(o, lambda w: print("callback", w is r2, w()))
r3 = weakref.ref(o, lambda w: print("callback 3"))
print(r == r2, hash(r) == hash(o), weakref.getweakrefcount(o), len(weakref.getweakrefs(o)))
del o
print(r(), r2(), r == r2)
p = O(2)
px = weakref.proxy(p)
print(px.n, px, px == p, type(px).__name__)
px.n = 5
print(p.n)
del p
try:
    px.n
except ReferenceError as e:
    print(e)
for bad in (5, "s", None, (), [], {}, 1.5, object()):
    try:
        weakref.ref(bad)
        print("ok", bad)
    except TypeError as e:
        print(e)
for ok in (
    set(),
    frozenset(),
    lambda: 0,
    O,
    (x for x in []),
    len,
    type("T", (), {})(),
    Exception,
    O(1).__init__,
):
    weakref.ref(ok)
d = weakref.WeakValueDictionary()
a, b = O("a"), O("b")
d["a"], d["b"], d["tmp"] = a, b, O("t")
print(sorted(d), len(d), d.get("tmp"), d["a"])
del a
print(sorted(d.keys()), "a" in d)
k = weakref.WeakKeyDictionary()
c = O("c")
k[b], k[c] = 1, 2
print(len(k), k[b])
del c
print(len(k), list(k.values()))
s = weakref.WeakSet([b, O("gone")])
print(len(s), b in s)
f = weakref.finalize(b, print, "finalize", "args", end="!\n")
print(f.alive, f.peek()[2])
del b
print(f.alive, f(), len(s), len(k))


class M:
    def meth(self):
        return "m"


m = M()
wm = weakref.WeakMethod(m.meth)
print(wm()(), weakref.ref(m.meth)())
del m
print(wm())


class Node:
    def __init__(self, parent=None):
        self.parent = weakref.ref(parent) if parent else None
        self.kids = []
        if parent:
            parent.kids.append(self)


root = Node()
kid = Node(root)
print(kid.parent() is root)
del root
print(kid.parent())


class Cyc:
    pass


c = Cyc()
c.me = c
w = weakref.ref(c, lambda r: print("cycle collected"))
del c
print(w() is not None)
gc.collect()
print(w())


class Order:
    def __del__(self):
        print("del runs, ref alive:", wr() is self)


x = Order()
wr = weakref.ref(x, lambda r: print("callback after"))
del x


class Sub(weakref.ref):
    def __init__(self, o, cb=None):
        super().__init__(o, cb)
        self.extra = "e"


q = O("q")
sr = Sub(q)
print(sr().n, sr.extra, sr == weakref.ref(q))


class NoWeak:
    __slots__ = ()


class YesWeak:
    __slots__ = ("__weakref__",)


y = YesWeak()
print(weakref.ref(y)() is y)
try:
    weakref.ref(NoWeak())
except TypeError as e:
    print(e)


def raising(r):
    raise ValueError("in callback")


import sys

sys.unraisablehook = lambda u: print("unraisable", u.exc_value)
z = O("z")
zr = weakref.ref(z, raising)
del z
print("end")
