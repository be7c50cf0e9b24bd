# importlib: specs, loaders, finders, files that appear at run time, finders of the program.
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import sys
import tempfile
import types

import helper


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e), getattr(e, "name", None)


spec = importlib.util.find_spec("helper")
print(spec.name, spec.parent, spec.submodule_search_locations, spec.has_location, os.path.basename(spec.origin))
print(type(spec).__name__, type(spec).__module__, isinstance(helper.__spec__, importlib.machinery.ModuleSpec))
print(attempt(importlib.util.find_spec, "no_such_module"), attempt(importlib.util.find_spec, "helper.sub"))
print(attempt(importlib.util.find_spec, "no.such"), attempt(importlib.import_module, "no_such"), attempt(importlib.import_module, ".x"))
print(attempt(importlib.import_module, "helper.sub"))
print(attempt(importlib.import_module, "broken_ref"), "broken_ref" in sys.modules)
print(helper.runs, importlib.reload(helper) is helper, helper.runs)
print(attempt(importlib.reload, 5), attempt(importlib.reload, types.ModuleType("other")))
print(importlib.util.resolve_name(".a.b", "p.q"), attempt(importlib.util.resolve_name, "...a", "p"))
copy = importlib.util.module_from_spec(spec)
print(copy is helper, copy.__name__, hasattr(copy, "value"))
spec.loader.exec_module(copy)
print(copy.value, copy.runs, sys.modules["helper"] is helper)

# Files that are found when the program runs
with tempfile.TemporaryDirectory() as folder:
    def write(name, text):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    write("late.py", "import sys\nprint('late runs as', __name__)\nx = 5\ndef f(a):\n    return a / 0\n")
    write("pkg/__init__.py", "from . import inner\nfrom .inner import y as z\n__all__ = ['inner', 'other']\n")
    write("pkg/inner.py", "y = __name__, __package__\n")
    write("pkg/other.py", "from .inner import y\nfrom . import inner as again\n")
    write("bad_syntax.py", "a = 1\nif a\n    pass\n")
    write("raises.py", "def f():\n    raise ValueError('inside')\nf()\n")
    write("spaces/plain.py", "here = 1\n")
    print(attempt(importlib.import_module, "late"))
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    late = importlib.import_module("late")
    import late as again
    print(again is late, late.x, late.__file__ == os.path.join(folder, "late.py"), late.__spec__.name,
          type(late.__loader__).__name__, late.__loader__.is_package("late"))
    try:
        late.f(1)
    except ZeroDivisionError as e:
        tb = e.__traceback__.tb_next
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, os.path.basename(tb.tb_frame.f_code.co_filename))
    pkg = __import__("pkg.other")
    print(pkg.z, pkg.other.y, pkg.other.again is pkg.inner, list(map(os.path.basename, pkg.__path__)), pkg.__package__)
    print(importlib.import_module(".inner", "pkg") is pkg.inner)
    name = "bad_syntax"
    try:
        importlib.import_module(name)
    except SyntaxError as e:
        print(e.msg, e.lineno, e.offset, e.text, os.path.basename(e.filename), "bad_syntax" in sys.modules)
    for name in ("raises", "raises", "spaces", "spaces.plain", "pkg.nothing", "nothing.at.all"):
        print(name, attempt(lambda: importlib.import_module(name).__name__), name in sys.modules)
    try:
        exec("import raises")
    except ValueError as e:
        names = []
        tb = e.__traceback__
        while tb:
            names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        print(names[1:])
    write("by_path.py", "print(__name__, 'by path')\nq = 3\n")
    s = importlib.util.spec_from_file_location("chosen.name", os.path.join(folder, "by_path.py"))
    m = importlib.util.module_from_spec(s)
    s.loader.exec_module(m)
    print(m.q, m.__name__, s.parent, s.loader.get_source("chosen.name").splitlines()[1], "chosen.name" in sys.modules)
    print(s.loader.get_filename("chosen.name") == m.__file__, s.loader.get_data(m.__file__)[:5])
    sys.path.remove(folder)


# Finders and loaders of the program
class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        return None

    def exec_module(self, module):
        module.made_by = "finder"
        if module.__name__ == "virtual.fails":
            raise RuntimeError("loader fails")


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.split(".")[0] == "virtual":
            return importlib.util.spec_from_loader(name, Loader(), is_package=name == "virtual")
        return None


sys.meta_path.insert(0, Finder())
import virtual.sub

print(virtual.made_by, virtual.sub.made_by, virtual.__path__, virtual.sub.__package__, sys.modules["virtual.sub"].__name__)
print(attempt(importlib.import_module, "virtual.fails"), "virtual.fails" in sys.modules)
import json.decoder  # through the finders

print(json.decoder.__name__, json.__spec__.name)
sys.meta_path.pop(0)
sys.modules["blocked"] = None
print(attempt(importlib.import_module, "blocked"))
try:
    import blocked
except ImportError as e:
    print(type(e).__name__, e, e.name)


class Lazy(types.ModuleType):
    def __getattr__(self, name):
        return "lazy " + name


sys.modules["lazy_one"] = Lazy("lazy_one")
import lazy_one
from lazy_one import something

print(something, lazy_one.other)
print(importlib.util.find_spec("sys").origin, importlib.util.find_spec("math").name)
print(importlib.machinery.SOURCE_SUFFIXES, importlib.machinery.PathFinder.__name__, importlib.machinery.ModuleSpec("a.b", None).parent)
