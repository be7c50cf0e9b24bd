from abc import ABC, ABCMeta, abstractmethod
from collections.abc import (
    Iterable,
    Mapping,
    MutableSequence,
    Sequence,
    Hashable,
    Callable,
    Sized,
    Iterator,
    MutableMapping,
    Set,
)


class Shape(ABC):
    @abstractmethod
    def area(self):
        "doc"

    @property
    @abstractmethod
    def name(self): ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Sq(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2

    name = "square"


class Half(Shape):
    def area(self):
        return 0


for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
print(
    Sq(3).describe(),
    sorted(Shape.__abstractmethods__),
    sorted(Half.__abstractmethods__),
    Sq.__abstractmethods__ == frozenset(),
)


@Shape.register
class Virtual:
    pass


print(isinstance(Virtual(), Shape), issubclass(Virtual, Shape), Shape in Virtual.__mro__)


class HasLen(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is HasLen:
            return any("__len__" in B.__dict__ for B in C.__mro__)
        return NotImplemented


print(issubclass(list, HasLen), issubclass(int, HasLen), isinstance("s", HasLen), isinstance(5, HasLen))
print(
    isinstance([], Sequence),
    isinstance({}, Mapping),
    isinstance(set(), Set),
    isinstance((), Hashable),
    isinstance([], Hashable),
    isinstance(len, Callable),
    isinstance(5, Iterable),
    isinstance(iter([]), Iterator),
    isinstance("", Sized),
    isinstance(range(1), Sequence),
    isinstance(b"", Sequence),
    isinstance({}.keys(), Set),
    isinstance((x for x in []), Iterator),
)


class MyMap(MutableMapping):
    def __init__(self):
        self.d = []

    def __getitem__(self, k):
        for a, b in self.d:
            if a == k:
                return b
        raise KeyError(k)

    def __setitem__(self, k, v):
        self.d = [p for p in self.d if p[0] != k] + [(k, v)]

    def __delitem__(self, k):
        self[k]
        self.d = [p for p in self.d if p[0] != k]

    def __iter__(self):
        return (a for a, b in self.d)

    def __len__(self):
        return len(self.d)


m = MyMap()
m.update(a=1, b=2)
m["c"] = 3
print(
    list(m),
    m.get("a"),
    m.get("z", 0),
    m.pop("a"),
    m.setdefault("q", 9),
    list(m.items()),
    "b" in m,
    m == {"b": 2, "c": 3, "q": 9},
    list(m.keys()),
    m.popitem(),
    dict(m),
    len(m),
    {**m},
)
try:
    m.pop("nope")
except KeyError as e:
    print("KeyError", e)
m.clear()
print(len(m), bool(m))


class Seq(MutableSequence):
    def __init__(self, *a):
        self.l = list(a)

    def __getitem__(self, i):
        return self.l[i]

    def __setitem__(self, i, v):
        self.l[i] = v

    def __delitem__(self, i):
        del self.l[i]

    def __len__(self):
        return len(self.l)

    def insert(self, i, v):
        self.l.insert(i, v)


s = Seq(1, 2)
s.append(3)
s.extend([4, 5])
s += [6]
s.reverse()
print(list(s), s.pop(), s.index(3), s.count(4), 4 in s, list(reversed(s)))
s.remove(4)
print(s.l, isinstance(s, Iterable))
try:

    class Partial(Sequence):
        pass

    Partial()
except TypeError as e:
    print(e)


class Comb(Set):
    def __init__(self, it):
        self.i = sorted(set(it))

    def __contains__(self, x):
        return x in self.i

    def __iter__(self):
        return iter(self.i)

    def __len__(self):
        return len(self.i)


a, b = Comb([1, 2, 3]), Comb([2, 3, 4])
print(
    list(a & b),
    list(a | b),
    list(a - b),
    list(a ^ b),
    a <= b,
    a.isdisjoint(b),
    a == {1, 2, 3},
    type(a & b).__name__,
    list(a & [1]),
)
