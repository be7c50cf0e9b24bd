# Calls through a class in warm code: class methods, static methods, plain functions, and what changes them.
class Meta(type):
    def on_meta(cls, a):
        return "meta", cls.__name__, a

    @property
    def shadow(cls):
        return lambda a: ("property", a)


class A(metaclass=Meta):
    @classmethod
    def make(cls, a, b=2):
        return cls.__name__, a, b

    @staticmethod
    def still(a, b=3):
        return a, b

    def plain(self, a=4):
        return self, a

    @classmethod
    def shadow(cls, a):
        return "hidden", a

    class Inner:
        @classmethod
        def name(cls):
            return cls.__name__


class B(A):
    @classmethod
    def make(cls, a, b=5):
        return "B", super().make(a, b)


def calls(c):
    return (A.make(1), A.still(1), A.plain(7), A.Inner.name(), A.shadow(1), A.on_meta(2), B.make(3), B.still(1, 2),
            c.make(4), c.still(5), c.plain(6), c.on_meta(8), dict.fromkeys("ab"), str.upper("x"), int.from_bytes(b"a", "big"))


for i in range(15):
    out = calls(A if i % 3 else B)
print(out)
A.make = classmethod(lambda cls, a: ("changed", cls.__name__, a))
print(calls(B))
A.still = lambda a: ("now plain", a)
B.still = staticmethod(lambda a, b=0: ("B still", a, b))
print(calls(A))
Meta.make = property(lambda cls: lambda *a: ("meta property", a))
print(calls(A))


class Table(type):
    def __getattribute__(cls, name):
        return super().__getattribute__(name) if name.startswith("__") else lambda *a: (name, a)


class T(metaclass=Table):
    @classmethod
    def make(cls, a):
        return "never"


def through(c):
    return c.make(1)


for i in range(12):
    out = through(T)
print(out)


def defaults(a, b=[], *, c=None):
    return a, b, c


def grow(a, b=1, c=2):
    return a, b, c


def use():
    return grow(0), grow(0, 5), grow(0, 5, 6)


for i in range(12):
    out = use()
print(out)
grow.__defaults__ = (10,)
try:
    use()
except TypeError as error:
    print(error)
grow.__defaults__ = ("x", "y", "z")
print(use())
grow.__defaults__ = None
try:
    use()
except TypeError as error:
    print(error)


def item_store(d, k, v):
    d[k] = v
    return d


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n % 3

    def __eq__(self, other):
        return self.n == other.n

    def __repr__(self):
        return f"K{self.n}"


d = {}
for i in range(20):
    item_store(d, Key(i % 7), i)
    try:
        item_store(d, [], i)
    except TypeError as error:
        message = error
print(d, message)
for x in ([], "ab", (1, 2)):
    print(list(enumerate(x)), list(enumerate(x, 2**61 - 2)), list(enumerate(x, 10**30)))
