# Keys whose __hash__ and __eq__ change the dict that asks them.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Key:
    def __init__(self, h, action=None, equal=False):
        self.h, self.action, self.equal = h, action, equal

    def __hash__(self):
        return self.h

    def __eq__(self, other):
        if self.action:
            action, self.action = self.action, None
            action()
        return self.equal and isinstance(other, Key)

    def __repr__(self):
        return f"Key({self.h})"


# The comparison clears the dict in the middle of a lookup.
d = {}
k = Key(1, lambda: d.clear())
d[k] = "old"
attempt(lambda: d.get(Key(1)))
print(d)

# ... or makes it grow, so that the search starts over.
d = {}
k = Key(1, lambda: d.update((i, i) for i in range(100)))
d[k] = "old"
d[Key(1)] = "new"
print(len(d), [v for v in d.values() if isinstance(v, str)])

# ... or removes the very key that is compared.
d = {}
k = Key(1, lambda: d.pop(k))
d[k] = "old"
d[Key(1)] = "new"
print(list(d.values()))

# ... or replaces it by an equal one.
d = {}
k = Key(5, lambda: (d.clear(), d.__setitem__(Key(5, None, True), "other")))
d[k] = "old"
print(d.setdefault(Key(5, None, True), "mine"), len(d))

# A comparison that raises leaves the dict as it was.
def fail():
    raise ValueError("no comparing")


d = {}
d[Key(7, fail)] = 1
attempt(lambda: Key(7) in d)
print(d, len(d))
attempt(lambda: d.__setitem__(Key(7), 2))
print(len(d))


class Unhashable:
    __hash__ = None


attempt(lambda: {}.get(Unhashable()))
attempt(lambda: {}[Unhashable()])
attempt(lambda: {}.pop(Unhashable(), "default"))
attempt(lambda: {1: 2}.pop(Unhashable(), "default"))
attempt(lambda: {}.setdefault([], 1))
attempt(lambda: {Unhashable(): 1})


class BadHash:
    def __init__(self, value):
        self.value = value

    def __hash__(self):
        return self.value


attempt(lambda: {BadHash("x"): 1})
attempt(lambda: len({BadHash(2**70): 1, BadHash(-1): 2, BadHash(-2): 3}))


# A str subclass that is another key than its text, and one that is the same.
class Same(str):
    pass


class Other(str):
    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return 1


d = {"a": 1, "b": 2}
print(d[Same("a")], Other("a") in d, d.get(Other("b")))
d[Same("a")] = 10
d[Other("a")] = 20
print(d, [type(k).__name__ for k in d])
print({Same("x"): 1} == {"x": 1}, {"x": 1} == {Same("x"): 1})

# Values whose destructors look at the dict.
log = []


class Value:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, sorted(map(str, d))))


d = {1: Value("one"), 2: Value("two"), 3: Value("three")}
d[1] = Value("uno")
del d[2]
d.pop(3)
d.clear()
print(log)

# Equality that changes the other dict.
a = {}
b = {1: 1}


class Meddler:
    def __eq__(self, other):
        b.clear()
        return True

    def __repr__(self):
        return "Meddler"


a[1] = Meddler()
print(a == b, a, b)

# update() from a dict that changes meanwhile.
source = {i: i for i in range(5)}
target = {}


class Grower:
    def __hash__(self):
        return 3

    def __eq__(self, other):
        source[len(source) + 100] = 1
        return False


target[Grower()] = 1
attempt(lambda: target.update(source))
print(len(source))
