import math
import sys as system
from math import sqrt, pi as PI
import os.path

print(math.floor(2.7), sqrt(16), round(PI, 5), math.gcd(12, 18))
print(system is sys if (sys := __import__("sys")) else None)
print(os.path.join("a", "b"), os.path.basename("/x/y.txt"), os.path.splitext("f.tar.gz"))
print(__name__, math.__name__)
try:
    import no_such_module
except ImportError as e:
    print(type(e).__name__, e, e.name)
try:
    from math import no_such_name
except ImportError as e:
    print(str(e).split(" (")[0])
print("math" in sys.modules, callable(math.sin))
