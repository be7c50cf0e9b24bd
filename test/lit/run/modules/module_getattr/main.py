import lazy
from lazy import dynamic_x, real

print(real, dynamic_x, lazy.dynamic_y, getattr(lazy, "dynamic_z"), hasattr(lazy, "nope"), dir(lazy))
try:
    lazy.nope
except AttributeError as e:
    print(e)
try:
    from lazy import nope
except ImportError as e:
    print(str(e).split(" (")[0])
lazy.added = 5
print(lazy.added, "added" in vars(lazy))
del lazy.added
try:
    del lazy.added
except AttributeError as e:
    print(e)
import types

m = types.ModuleType("made", "the doc")
m.x = 1
print(m.__name__, m.__doc__, m.x, repr(m), vars(m)["x"])
try:
    m.y
except AttributeError as e:
    print(e)
import sys

sys.modules["injected"] = m
import injected

print(injected.x)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e)


class Fake:
    def __getattr__(self, n):
        if n.startswith("__"):
            raise AttributeError(n)
        return "fake " + n


sys.modules["fake"] = Fake()
import fake
from fake import anything

print(fake.other, anything)
lazy.__class__ = type("LoudModule", (types.ModuleType,), {"__setattr__": lambda s, k, v: print("set", k, v), "prop": property(lambda s: "module property")})
lazy.q = 1
print(lazy.prop)
