# super() at sites that see many classes, and its methods while classes change.
import sys
class A:
    def __init__(self, x): self.x = x
    def f(self): return ["A.f"]
    @classmethod
    def c(cls): return ["A.c", cls.__name__]
    @staticmethod
    def s(): return ["A.s"]
    p = property(lambda self: (lambda: "A.p"))
class B(A):
    def __init__(self, x, y):
        super().__init__(x); self.y = y
    def f(self): return ["B.f"] + super().f()
    @classmethod
    def c(cls): return ["B.c"] + super().c()
    def s(self): return ["B.s"] + super().s()
    def p(self): return super().p()
class C(A):
    def f(self): return ["C.f"] + super(C, self).f()
class D(B, C):
    def __init__(self): super().__init__(1, 2)
    def f(self): return ["D.f"] + super().f()
class E(B): pass
def show():
    for o in (B(1, 2), D(), E(3, 4), C(5), D()):
        print(type(o).__name__, o.__dict__, o.f(), o.c(), o.p() if isinstance(o, B) else "", o.s())
for i in range(4):
    show()
    if i == 0: C.f = lambda self: ["C.patched"] + super(C, self).f()
    if i == 1: A.f = lambda self: ["A.patched"]
    if i == 2: del C.f
def mixin(base):
    class M(base):
        def f(self): return ["M of " + base.__name__] + super().f()
    return M
M1 = mixin(A); M2 = mixin(M1); M3 = mixin(M2)
for _ in range(3):
    print(M3(1).f(), M2(1).f(), M1(1).f())
class F(A):
    def f(self):
        return super().missing()
    def g(self):
        def inner(): return super(F, self).f()
        return inner()
    def h(self):
        del self
        return super().f()
    def i(self):
        self = 3
        return super().f()
    def j():
        return super().f()
    def cell(self):
        g = lambda: self
        return super().f()
    def whole(self): return type(super()).__name__, super().__class__.__name__
for _ in range(2):
    for name in "fghi":
        try: print(getattr(F(1), name)())
        except Exception as e: print(type(e).__name__, e)
    try: F.j()
    except Exception as e: print(type(e).__name__, e)
    print(F(1).cell(), F(1).whole())
def swapped():
    class X(A):
        def f(self): return ["X.f"] + super().f()
    class Other:
        def f(self): return ["Other.f"]
    x = X(1)
    out = [x.f(), x.f()]
    Y = type("Y", (Other, A), {})
    X.__bases__ = (Y,)
    out += [x.f()]
    return out
print(swapped())
class Deep(A):
    def f(self):
        return super().f() if self.x == 0 else Deep(self.x - 1).f()
print(Deep(20).f())
class Raises(A):
    def __init__(self): super().__init__()
def trace():
    try: Raises()
    except TypeError as e:
        tb, out = e.__traceback__, []
        while tb: out.append((tb.tb_frame.f_code.co_qualname, tb.tb_lineno)); tb = tb.tb_next
        return str(e), out
for _ in range(3): print(trace())
class dict2(dict):
    def __init__(self, *a): super().__init__(*a)
    def get(self, k): return super().get(k, "none")
    def __getitem__(self, k): return super().__getitem__(k)
    def pop(self, k, *d): return super().pop(k, *d)
d = dict2({1: 2})
for _ in range(3): print(d.get(1), d.get(2), d[1], d.pop(5, 6))
super_ = super
class G(A):
    def f(self): return super().f()
def rebound():
    global super
    out = [G(1).f()]
    class fake:
        def f(self): return ["fake"]
    super = lambda *a: fake()
    out.append(G(1).f())
    del super
    out.append(G(1).f())
    return out
print(rebound(), rebound())
class Dyn(A):
    def __getattribute__(self, name): return object.__getattribute__(self, name)
    def f(self): return super().f()
print(Dyn(1).f(), Dyn(1).f())
