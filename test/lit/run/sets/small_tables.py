# Sets whose table lies in the object: clearing while keys are dropped, swaps by in-place operations, growth and back.
class Noisy:
    def __init__(self, n, owner=None):
        self.n, self.owner = n, owner

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return isinstance(other, Noisy) and self.n == other.n

    def __repr__(self):
        return f"N{self.n}"

    def __del__(self):
        if self.owner is not None:
            self.owner.add(self.n + 100)
            print("del", self.n, sorted(self.owner, key=repr))


s = set()
s.update(Noisy(i, s) for i in range(3))
s.clear()
print(sorted(s))
s = {1, 2, 3}
t = s
for operation in ("&=", "|=", "-=", "^="):
    for other in ({2, 3, 4}, set(), {1}, set(range(20)), {"a", 2}, s.copy()):
        s = {1, 2, 3}
        t = s
        exec(f"t {operation} other")
        print(operation, sorted(s, key=repr), t is s, len(s))
        big = set(range(30))
        exec(f"big {operation} other")
        print(sorted(big, key=repr))
for n in (0, 1, 4, 5, 6, 7, 8, 20, 100):
    s = set()
    for i in range(n):
        s.add(i * 7 % 64)
    frozen = frozenset(s)
    print(list(s), list(frozen), hash(frozen) == hash(frozenset(list(s)[::-1])))
    for i in range(0, n, 2):
        s.discard(i * 7 % 64)
    s.add("x")
    s.remove("x")
    print(list(s), s <= frozen, frozen - s == frozenset(i * 7 % 64 for i in range(0, n, 2)) - s)
    while s:
        s.pop()
    s.add(3)
    print(s, min(s | {9}), max({2.5} | s))
mixed = {1, 1.0, True, "1", (1,), 2**70, float(2**70), -1, -2}
print(len(mixed), 2**70 in mixed, float(2**70) in mixed, -1 in mixed, -3 in mixed, 1.0 in mixed)


def subsets(a, b):
    return a <= b, a < b, a == b, a - b, a.isdisjoint(b), a & b


for a in (set(), {1}, {1, 2}, {1.0, 2}, {"a"}, {1, "a"}, frozenset({2, 1})):
    for b in (set(), {1}, {1, 2, 3}, {2.0, 1}, {"a", "b"}, frozenset({1, "a", 2})):
        out = subsets(a, b)
        print(*[sorted(x, key=repr) if isinstance(x, (set, frozenset)) else x for x in out])


class Trouble:
    def __init__(self, s):
        self.s = s

    def __hash__(self):
        return 5

    def __eq__(self, other):
        self.s.clear()
        return False


s = set()
s.add(Trouble(s))
s.add(5)
print(s)
s = {1, 2}
try:
    for x in s:
        s.add(x + 10)
except RuntimeError as error:
    print(error)
print(sum([0.1] * 10), sum([1, 2.5, 3]), sum([1e308, 1e308]), sum([2**60, 2**60, 2**61]), sum([0.5], 2), min(3, 2, 5),
      max([2, 3.5, 3]), min([1, True]), max([1, True]), min([2**70, 1, 2**61]), max({1: 2, 5: 3}))
