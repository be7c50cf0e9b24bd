import pkg
import pkg.sub.deep
from pkg import a
from pkg.sub import deep as d
from pkg.sub.deep import value, func as f

print(pkg.__name__, pkg.a is a, pkg.sub.deep is d, value, f(), a.up)
print(pkg.__package__, a.__package__, d.__package__, hasattr(pkg, "b"))
import pkg.b

print(pkg.b.name, pkg.VERSION, d.sibling, pkg.sub.__name__)
