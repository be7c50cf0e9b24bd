# exit: 1
# The frames of the import system that an uncaught error under import_module() shows.
import importlib

for name in ("missing_one", "fails"):
    try:
        importlib.import_module(name)
    except ModuleNotFoundError as e:
        print(e)
