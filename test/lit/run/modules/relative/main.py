from app.core.engine import run
from app.util import shout

print(run("job"), shout("done"))
import app.core

print(app.core.__all__, app.core.engine.__name__, app.core.LEVEL)
import importlib

print(importlib.import_module(".util", "app").shout("x"), importlib.import_module("app.util") is app.util)
try:
    importlib.import_module(".util")
except TypeError as e:
    print(e)
try:
    from app.core import too_far
except ImportError as e:
    print(type(e).__name__, e)
