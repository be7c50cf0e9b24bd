"""Imports a module by a computed name from a folder, and says what came."""
import importlib
import sys
import traceback

sys.path.insert(0, sys.argv[1])
shapes = importlib.import_module("sha" + "pes")
print(shapes.__doc__, shapes.LIMITS, shapes.known(3), list(shapes.digits("a1")), type(shapes.__loader__).__name__,
      shapes.__file__)
try:
    shapes.ratio(1, 0)
except ZeroDivisionError:
    traceback.print_exc(file=sys.stdout)
print(importlib.reload(shapes) is shapes)
