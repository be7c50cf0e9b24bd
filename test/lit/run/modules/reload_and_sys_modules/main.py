import sys
import importlib
import state

state.value += 5
import state as again

print(again.value)
first = state.Thing
importlib.reload(state)
print(state.value, state.Thing is first, state is again, state.runs)
del sys.modules["state"]
import state as fresh

print(fresh is state, fresh.value, fresh.runs)
print(sys.modules["state"] is fresh, importlib.import_module("state") is fresh)
print(isinstance(sys.modules, dict), "builtins" in sys.modules, sys.modules["sys"] is sys)


def local_import():
    import state as s
    from state import value

    return s is fresh, value


print(local_import())
m = __import__("pack.inner")
print(m.__name__, __import__("pack.inner", fromlist=["x"]).__name__)
from pack import inner, outer_attr
import pack.inner as pi

print(inner.x, outer_attr, pi is inner)
