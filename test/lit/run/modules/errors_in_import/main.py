import sys

for name in ("raises", "missing_mod", "imports_bad", "pkg_bad", "pkg_bad.sub"):
    try:
        __import__(name)
    except Exception as e:
        print(name, type(e).__name__, e, name in sys.modules)
try:
    import missing_pkg.sub
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    import ok.sub
except ModuleNotFoundError as e:
    print(e, e.name)
try:
    from ok import nothing
except ImportError as e:
    print(str(e).split(" (")[0], e.name)
try:
    import math.sub
except ModuleNotFoundError as e:
    print(e)
import raises2

print(raises2.state, "raises" in sys.modules)
try:
    import raises
except ValueError as e:
    print("again", e)
for code in ("from . import x", "from .x import y", "from .. import z", "import_ = __import__('x', level=1)", "__import__('')", "__import__(5)", "from ok import", "import a.b as c.d"):
    try:
        exec(code, {"__name__": "__main__"})
    except Exception as e:
        print(code, "->", type(e).__name__, str(e).split(" (<")[0])
