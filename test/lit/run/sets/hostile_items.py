# Items whose comparisons and destructors change the set.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Item:
    def __init__(self, h, action=None, equal=False):
        self.h, self.action, self.equal = h, action, equal

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        if self.action:
            action, self.action = self.action, None
            action()
        return self.equal

    def __repr__(self):
        return f"Item({self.h})"


s = set()
s.add(Item(1, lambda: s.clear()))
s.add(Item(1))
print(s)

s = set()
s.add(Item(1, lambda: s.update(range(100, 200))))
print(Item(1) in s, len(s))
s.add(Item(1))
print(len(s))

s = set()
first = Item(3, lambda: s.discard(first))
s.add(first)
s.discard(Item(3))
print(s)


def fail():
    raise ValueError("no comparing")


s = {Item(2, fail)}
attempt(lambda: Item(2) in s)
s = {Item(2, fail)}
attempt(lambda: s.add(Item(2)))
s = {Item(2, fail)}
attempt(lambda: s | {Item(2)})
s = {Item(2, fail)}
attempt(lambda: {Item(2)} - s)
s = {Item(2, fail)}
attempt(lambda: s == {Item(2)})

s = {1, 2, 3}
attempt(lambda: [s.add(x + 10) for x in s])
s = {1, 2, 3}
attempt(lambda: [s.discard(x) for x in s])
s = {1, 2, 3}
attempt(lambda: [(s.discard(x), s.add(x)) and x for x in s])
s = {1}
it = iter(s)
s.add(2)
attempt(lambda: next(it))
s.discard(2)
attempt(lambda: next(it))

# Sets as items, looked up as frozensets.
nested = {frozenset([1, 2]), frozenset()}
print({1, 2} in nested, set() in nested, {3} in nested)
nested.discard({1, 2})
attempt(lambda: nested.remove({9}))
print(nested)
attempt(lambda: nested.add({1}))
attempt(lambda: {[]})
attempt(lambda: hash({1}))
print(hash(frozenset(range(5))), hash(frozenset()), hash(frozenset([(1, 2), 3.5])))

# Order of small ints, through removals and growth.
s = set(range(0, 200, 8))
for i in range(0, 200, 24):
    s.remove(i)
for i in range(7, 100, 9):
    s.add(i)
print(s)
print(s & set(range(50)), s - set(range(150)), s ^ {7, 1000, -5}, {500, *s})
while len(s) > 30:
    print(s.pop(), end=" ")
print(s, s.copy(), set(list(s)), frozenset(s))

log = []


class Loud:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __del__(self):
        log.append((self.n, len(s)))


s = {Loud(1), Loud(2)}
s.clear()
s = {Loud(3)}
s.pop()
print(sorted(log))
mixed = {"one", 1}
mixed.add("two")
print("one" in mixed, 1 in mixed, "two" in mixed, len(mixed), {"one"} < mixed, mixed - {1} == {"one", "two"})
