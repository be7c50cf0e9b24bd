# A finder of the program stands first: modules in C++ are still made by their own loader.
import importlib.abc
import importlib.util
import sys


class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        seen.append(name)
        return None


seen = []
sys.meta_path.insert(0, Finder())
import _json
import json.scanner

print(json.scanner.c_make_scanner is _json.make_scanner, "_json" in seen, "json.scanner" in seen)
first = sys.modules.pop("_json")
print(importlib.import_module("_json").__name__, importlib.util.find_spec("_json").name, seen.count("_json"))
