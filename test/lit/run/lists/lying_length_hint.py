# A hint that cannot be true is ignored; NaNs of classes of their own hash by identity.
import sys


class Lies:
    def __init__(self, hint):
        self.hint = hint

    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration

    def __length_hint__(self):
        return self.hint


items = [1, 2, 3]
items.extend(Lies(sys.maxsize))
print(items)
try:
    items.extend(Lies(sys.maxsize - 3))
except MemoryError:
    print("MemoryError", items)
items.extend(Lies(5))
print(items)


class Number(float):
    pass


first, second = Number("nan"), Number("nan")
print(hash(first) == object.__hash__(first), hash(first) == hash(second), len({first, second, first}))
