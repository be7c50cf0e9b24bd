# len and isinstance at one site: many kinds of objects, classes that change, names that are bound to something else.
import abc
import builtins


class A:
    pass


class B(A):
    pass


class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class L(list):
    def __len__(self):
        return 99


class Claims:
    @property
    def __class__(self):
        return B


class Dynamic:
    def __getattribute__(self, name):
        return A if name == "__class__" else object.__getattribute__(self, name)


class Meta(type):
    def __instancecheck__(cls, other):
        return other == 5


class M(metaclass=Meta):
    pass


class Abstract(abc.ABC):
    pass


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def length(x):
    return len(x)


def check(x, c):
    return isinstance(x, c)


def check_a(x):
    if isinstance(x, A):
        return "A"
    return "not"


sized = [[1, 2], [], (1,), "äöü", "", b"12", {1: 2}, {1, 2}, frozenset([1]), range(7), Sized(3), Sized(-1), Sized("x"),
         Sized(1 << 70), L([1]), 5, None, A(), globals() is None, bytearray(3), dict.fromkeys("abc").keys()]
for _ in range(2):
    print([attempt(length, x) for x in sized])
objects = [A(), B(), Claims(), Dynamic(), 5, 2.5, None, A, B, "s", Sized(1), True, M(), Abstract()]
classes = [A, B, object, int, type, M, Abstract, (A, int), ((B,), str), int | None, 3, (A, 3), []]
for _ in range(2):
    for c in classes:
        print([attempt(check, x, c) for x in objects])
    print([attempt(check_a, x) for x in objects])
Abstract.register(Sized)
print(check(Sized(1), Abstract), check(A(), Abstract))


def changes():
    out = []
    b, s = B(), Sized(1)
    for i in range(9):
        out.append((check_a(b), check_a(s), length([1, 2])))
        if i == 0:
            B.__bases__ = (Sized,)
        if i == 1:
            s.__class__ = A
        if i == 4:
            B.__bases__ = (A,)
        if i == 5:
            builtins.len = lambda x: "new"
        if i == 6:
            builtins.len = original
            globals()["isinstance"] = lambda x, c: x is s
        if i == 7:
            del globals()["isinstance"]
            Sized.__class__
    return out


original = len
print(changes())
print(attempt(lambda: len()), attempt(lambda: len([], [])), attempt(lambda: isinstance(1)))


def swapped(x):
    return len(x)


print(swapped("abc"))
len = abs
print(swapped(-4))
len = str.upper
print(swapped("abc"))
del len
print(swapped("abc"))


def grows(items):
    while len(items) < 5:
        items.append(len(items))
    return items


print(grows([]), sum(1 for x in objects if isinstance(x, A)), [len(x) for x in ("a", [], ())])
