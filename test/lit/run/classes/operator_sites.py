# Operators of classes at one site, while classes, their relations and their methods change.
import sys


class V:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return ("V.add", self.x, getattr(other, "x", other))

    def __radd__(self, other):
        return ("V.radd", self.x, getattr(other, "x", other))

    def __sub__(self, other):
        return NotImplemented

    def __eq__(self, other):
        return ("V.eq", self.x)

    def __lt__(self, other):
        return NotImplemented


class W(V):
    def __radd__(self, other):
        return ("W.radd", self.x)


class X(V):
    pass


class N:
    def __radd__(self, other):
        return ("N.radd", type(other).__name__)

    def __rsub__(self, other):
        return ("N.rsub", type(other).__name__)


class L(list):
    def __add__(self, other):
        return NotImplemented


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e)


def add(a, b):
    return a + b


def sub(a, b):
    return a - b


def iadd(a, b):
    a += b
    return a


def eq(a, b):
    return a == b


def lt(a, b):
    return a < b


def values():
    return [V(1), W(2), X(3), N(), L([1]), 4, 2.5, "s", [7], None]


def table():
    for f in add, sub, iadd, eq, lt:
        for i, a in enumerate(values()):
            for b in values():
                if f is iadd and isinstance(a, L):
                    continue
                result = attempt(f, values()[i], b)
                if isinstance(result, tuple):
                    result = tuple(type(x).__name__ if isinstance(x, N) else x for x in result)
                if not isinstance(result, (bool, int, float)):
                    print(f.__name__, type(a).__name__, type(b).__name__, result)


table()
table()
steps = [
    ("add patched", lambda: setattr(V, "__add__", lambda self, other: "patched")),
    ("subclass overrides", lambda: setattr(X, "__radd__", lambda self, other: "X.radd")),
    ("method is a class", lambda: setattr(V, "__add__", type)),
    ("static", lambda: setattr(V, "__add__", staticmethod(lambda other: "static"))),
    ("none", lambda: setattr(V, "__sub__", None)),
    ("gone", lambda: delattr(V, "__add__")),
    ("iadd", lambda: setattr(V, "__iadd__", lambda self, other: NotImplemented)),
    ("iadd answers", lambda: setattr(V, "__iadd__", lambda self, other: "iadd")),
    ("callable object", lambda: setattr(V, "__add__", type("C", (), {"__call__": lambda self, o: "called"})())),
]
for name, step in steps:
    step()
    print("---", name)
    table()


class Self:
    """Replaces its own operator while it runs."""

    count = 0

    def __mul__(self, other):
        Self.count += 1
        if Self.count == 3:
            Self.__mul__ = lambda self, other: "replaced"
        return NotImplemented if Self.count == 2 else Self.count


def mul(a, b):
    return a * b


print([attempt(mul, Self(), 1) for _ in range(5)])


class Base:
    def __or__(self, other):
        return "Base.or"


class Right:
    def __ror__(self, other):
        return "Right.ror"


def either(a, b):
    return a | b


print([either(Base(), Right()) for _ in range(3)])
later = type("Later", (Right, Base), {})
print([either(Base(), later()) for _ in range(3)])


class Deep:
    def __add__(self, other):
        return self + other


try:
    Deep() + 1
except RecursionError as e:
    print("RecursionError")


class Fails:
    def __add__(self, other):
        return 1 // other


def where():
    try:
        Fails() + 0
    except ZeroDivisionError as e:
        tb, out = e.__traceback__, []
        while tb:
            out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        return out


print(where(), where())


class Caller:
    def __add__(self, other):
        frame, names = sys._getframe(), []
        while frame:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        return names


print(add(Caller(), 1), add(Caller(), 1))


class Generator:
    def __add__(self, n):
        yield from range(n)


print(list(Generator() + 3), list(Generator() + 2))
