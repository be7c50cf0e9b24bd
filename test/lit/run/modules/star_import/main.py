from with_all import *
from without_all import *

print(public, listed)
try:
    unlisted
except NameError as e:
    print(e)
print(shown, sorted(n for n in globals() if not n.startswith("__")))
try:
    _hidden
except NameError as e:
    print(e)
print(_listed_private)
try:
    exec("from bad_all import *")
except AttributeError as e:
    print(e)
try:
    exec("def f():\n    from with_all import *")
except SyntaxError as e:
    print(e.msg)
from starpkg import *

print(mod.x, "other" in globals())
