# Attributes and methods of one module or class at one site, while they change.
import math, types
def area(r): return math.pi * r * math.sqrt(r)
print(area(4))
math.sqrt_old = math.sqrt
def loop(n):
    out = []
    for i in range(n):
        if i == 3: math.sqrt = lambda x: -x
        if i == 5: math.sqrt = math.sqrt_old
        if i == 7: del math.pi
        try: out.append(math.sqrt(i) + math.pi)
        except AttributeError as e: out.append(str(e)); math.pi = 3
    return out
print(loop(12))
m = types.ModuleType("m")
m.x = 1
class Sub(types.ModuleType):
    @property
    def x(self): return "property"
def readm(): return m.x
print(readm(), readm()); m.__class__ = Sub; print(readm())
def many():
    global m
    out = []
    for i in range(30):
        m = types.ModuleType("m%d" % i); m.x = i
        out.append(readm())
    return out
print(many())
class C:
    n = 0
    @classmethod
    def make(cls, k=1): cls.n += k; return cls.__name__, cls.n
    @staticmethod
    def plain(a): return a * 2
class D(C): pass
def calls():
    out = []
    for i in range(6):
        out.append(C.make()); out.append(D.make(2)); out.append(C.plain(i))
        if i == 2: C.make = classmethod(lambda cls: "patched")
        if i == 2: D.make = classmethod(lambda cls, q: ("D", q))
        if i == 3: del C.make
        if i == 3: C.make = 7
        if i == 3: break
    return out
print(calls())
try: print(C.make())
except TypeError as e: print(e)
class Meta(type):
    def hello(cls): return "meta " + cls.__name__
class E(metaclass=Meta):
    @classmethod
    def own(cls): return "own " + cls.__name__
def meta():
    out = [E.hello(), E.own()]
    Meta.own = property(lambda cls: (lambda: "data descriptor wins"))
    out.append(E.own())
    del Meta.own
    out.append(E.own())
    return out
print(meta()); print(meta())
