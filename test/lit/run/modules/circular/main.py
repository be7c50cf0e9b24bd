import first

print(first.get(), first.second.get(), first.second.first is first)
try:
    import needs_name
except ImportError as e:
    print(str(e).split(" (most")[0])
    print(e.name)
import sys

print("needs_name" in sys.modules, "provider" in sys.modules)
