class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Point3(Point):
    __match_args__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z


def cls(v):
    match v:
        case Point3(0, 0, z):
            return f"z axis {z}"
        case Point(x=0, y=0):
            return "origin"
        case Point(0, y):
            return f"on y at {y}"
        case Point(x, 0):
            return f"on x at {x}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "some point"
        case int(x) | float(x):
            return f"number {x}"
        case str(s) if s:
            return f"str {s}"
        case bool():
            return "never, int matched first"
        case list([a, b]):
            return f"list of two {a} {b}"
        case tuple((a, *_)):
            return f"tuple {a}"
        case dict({"k": v}):
            return f"dict k {v}"
        case bytes(b):
            return f"bytes {b!r}"
        case set(s) | frozenset(s):
            return f"set {len(s)}"
        case type():
            return f"class {v.__name__}"
        case object(real=r):
            return f"real {r}"
    return "other"


for v in (
    Point(0, 0),
    Point(0, 5),
    Point(3, 0),
    Point(2, 2),
    Point(1, 2),
    Point3(0, 0, 7),
    Point3(1, 1, 1),
    5,
    2.5,
    True,
    "hi",
    "",
    [1, 2],
    [1],
    (9, 8),
    (),
    {"k": 1},
    {},
    b"q",
    {1},
    frozenset(),
    int,
    1j,
    None,
):
    print(type(v).__name__, cls(v))


class NoArgs:
    def __init__(self):
        self.a = 1


class BadArgs:
    __match_args__ = ["a"]


class BadName:
    __match_args__ = (5,)


class Short:
    __match_args__ = ("a",)
    a = 1


class Twice:
    __match_args__ = ("a", "b")
    a = b = 1


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def t1():
    match NoArgs():
        case NoArgs(1):
            return "no"


def t2():
    match BadArgs():
        case BadArgs(1):
            return "no"


def t3():
    match BadName():
        case BadName(1):
            return "no"


def t4():
    match Short():
        case Short(1, 2):
            return "no"


def t5():
    match Twice():
        case Twice(1, a=1):
            return "no"


def t6():
    x = 5
    match 5:
        case x():
            return "no"


def t7():
    match 5:
        case int(1, 2):
            return "no"


def t8():
    match NoArgs():
        case NoArgs(b=1):
            return "no"
        case NoArgs(a=a):
            return f"kw only {a}"


def t9():
    class Raises:
        @property
        def a(self):
            raise ValueError("prop")

        @property
        def b(self):
            raise AttributeError("missing")

    match Raises():
        case Raises(b=1):
            return "no"
        case Raises(a=1):
            return "no"


def t10():
    class Meta(type):
        def __instancecheck__(cls, o):
            return o == 5

    class M(metaclass=Meta):
        pass

    match 5:
        case M():
            return "instancecheck used"


def t11():
    class Dyn:
        def __getattr__(self, n):
            print("getattr", n)
            return n * 2

    match Dyn():
        case Dyn(x="no"):
            return "no"
        case Dyn(x="xx", y=y):
            return y


for t in (t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11):
    attempt(t)
from dataclasses import dataclass
from enum import Enum


@dataclass
class Op:
    left: object
    op: str
    right: object


@dataclass
class Num:
    v: int


class Color(Enum):
    RED = 1
    BLUE = 2


def ev(e):
    match e:
        case Num(v):
            return v
        case Op(l, "+", r):
            return ev(l) + ev(r)
        case Op(l, "*", r):
            return ev(l) * ev(r)
        case Op(l, ("-" | "/") as o, r):
            return f"({ev(l)} {o} {ev(r)})"
        case _:
            raise ValueError(e)


def simp(e):
    match e:
        case Op(Num(0), "+", x) | Op(x, "+", Num(0)):
            return simp(x)
        case Op(Num(1), "*", x) | Op(x, "*", Num(1)):
            return simp(x)
        case Op(Num(0), "*", _) | Op(_, "*", Num(0)):
            return Num(0)
        case Op(l, o, r):
            return Op(simp(l), o, simp(r))
        case x:
            return x


print(ev(Op(Num(2), "+", Op(Num(3), "*", Num(4)))), ev(Op(Num(1), "/", Num(2))))
print(simp(Op(Op(Num(0), "+", Num(5)), "*", Num(1))), simp(Op(Num(7), "*", Num(0))))
for c in Color:
    match c:
        case Color.RED:
            print("red")
        case Color.BLUE:
            print("blue")
match Point3(1, 2, 3):
    case Point(a, b):
        print("subclass matches base", a, b)
match True:
    case 1:
        print("True == 1 literal")
match 1:
    case True:
        print("no")
    case _:
        print("1 is not True")
match 5:
    case int() as a if a > 10:
        print("no")
    case int(real=r, imag=0):
        print("attributes", r)
