# Imports go on working while sys.modules hides the import system.
import importlib
import sys

hidden = {name: sys.modules.pop(name, None) for name in ("_frozen_importlib", "_frozen_importlib_external")}
for name in hidden:
    sys.modules[name] = None
try:
    print(importlib.import_module("json.decoder").JSONDecoder.__name__)
    try:
        import no_such_module
    except ImportError as error:
        print(error)
    try:
        importlib.import_module("_frozen_importlib_external")
    except ImportError as error:
        print(error)
finally:
    sys.modules.update(hidden)
print(importlib.import_module("textwrap").dedent("  x"))
