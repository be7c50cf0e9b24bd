import p.a

print(p.a.v, sorted(n for n in vars(p) if not n.startswith("__")))


def f():
    import p.b

    return p.b.v, p.a.v


print(f(), hasattr(p, "b"))
import p.a as pa, p.b as pb

print(pa.v, pb.v)
from p import c

print(c)
from p import d

print(d.v)
p.a = "overwritten"
import p.a

print(p.a)
from p import a

print(a)
import sys

print(sys.modules["p.a"].v)
import p.a as x

print(x)
try:
    from p import nope
except ImportError as e:
    print(str(e).split(" (")[0])
