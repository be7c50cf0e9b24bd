import helper
import helper as h
from helper import add, CONST as K

print(helper.add(1, 2), h is helper, add(3, 4), K, helper.__name__, __name__)
helper.counter += 1
print(h.counter, helper.bump(), helper.counter)
print(helper.__doc__, sorted(n for n in dir(helper) if not n.startswith("__")))
