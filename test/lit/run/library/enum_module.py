from enum import *


class Color(Enum):
    RED = 1
    GREEN = 2
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    @classmethod
    def default(cls):
        return cls.GREEN

    def __str__(self):
        return f"color {self.value}"


print(
    Color.RED,
    repr(Color.RED),
    Color.RED.name,
    Color.RED.value,
    Color(1),
    Color["GREEN"],
    Color.CRIMSON is Color.RED,
    list(Color),
    len(Color),
    Color.RED.pretty,
    Color.default(),
    Color.__members__.keys(),
    Color.RED in Color,
    isinstance(Color.RED, Color),
    Color.RED == 1,
    Color.RED != Color.GREEN,
    hash(Color.RED) == hash(Color.RED),
    {Color.RED: "r"}[Color.CRIMSON],
    [c.name for c in reversed(Color)],
    type(Color),
    bool(Color.RED),
    f"{Color.RED}",
    Color.RED.pretty,
)
for f in (
    lambda: Color(9),
    lambda: Color["X"],
    lambda: Color.BLUE,
    lambda: Color.RED < Color.GREEN,
    lambda: setattr(Color, "RED", 5),
    lambda: delattr(Color, "RED"),
    lambda: setattr(Color.RED, "value", 2),
    lambda: Color(),
    lambda: type("Sub", (Color,), {}),
    lambda: Color.RED(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class N(IntEnum):
    A = 1
    B = auto()
    C = auto()


print(
    N.A + 1,
    N.B < N.C,
    N.C,
    repr(N.C),
    N(2) is N.B,
    sorted([N.C, N.A]),
    [0, 1, 2][N.A],
    f"{N.A} {N.A:d} {N.B:>4}",
    "%d %s" % (N.A, N.A),
    N.A == 1,
    isinstance(N.A, int),
    N.A | N.B,
    max(N),
    sum(N),
    int(N.C),
    {1: "x"}[N.A],
)


class S(StrEnum):
    LOW = auto()
    HIGH = "high!"


print(S.LOW, S.HIGH, repr(S.LOW), S.LOW == "low", S.HIGH.upper(), "-".join(S), f"{S.LOW:>5}", S("low"))


class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


print(
    P.R | P.X,
    P.RW,
    P.R in P.RW,
    P.X in P.RW,
    ~P.R,
    P.RW & P.W,
    P.RW ^ P.R,
    P(0),
    bool(P(0)),
    list(P.RW),
    len(P.RW),
    P(3),
    repr(P(5)),
    P.R.value,
    P.RW.name,
    (P.R | P.X).name,
    P["RW"],
    list(P),
)
try:
    P(8)
except ValueError as e:
    print(e)


class IF(IntFlag):
    A = 1
    B = 2


print(IF.A | IF.B, IF.A | 8, IF(3), IF.A + 1, repr(~IF.A), IF.A & 3, repr(IF(0)))


class Planet(Enum):
    EARTH = (5.97e24, 6.37e6)
    MARS = (6.4e23, 3.39e6)

    def __init__(self, mass, radius):
        self.mass, self.radius = mass, radius

    @property
    def g(self):
        return round(6.67e-11 * self.mass / self.radius**2, 2)


print([(p.name, p.g, p.value) for p in Planet])


class Auto(Enum):
    def _generate_next_value_(name, start, count, last):
        return name.lower() + str(count)

    ONE = auto()
    TWO = auto()


print(
    [a.value for a in Auto],
    Enum("Dyn", "X Y Z").Y,
    Enum("D2", {"P": 10, "Q": 20}).Q.value,
    list(IntEnum("D3", ["a", "b"], start=5)),
)


@unique
class U(Enum):
    A = 1
    B = 2


try:

    @unique
    class V(Enum):
        A = 1
        B = 1

except ValueError as e:
    print(e)


class M(Enum):
    A = 1
    _ignore_ = ["tmp"]
    tmp = 5
    B = lambda self: "method, no member"

    @classmethod
    def _missing_(cls, v):
        return cls.A if v == "first" else None


print(M("first"), list(M), M.A.B())
for f in (
    lambda: M("other"),
    lambda: exec("class W(Enum):\n    A = 1\n    A = 2", {"Enum": Enum}),
    lambda: exec("class W(Enum):\n    mro = 1", {"Enum": Enum}),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)


class Op(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Op.ADD else a - b


print(Op.ADD(1, 2), Op("-")(5, 3), Op.ADD.__class__, Op.ADD._name_, Op.__name__, Op.ADD.__doc__)
match Color.GREEN:
    case Color.RED:
        print("red")
    case Color.GREEN:
        print("green matched")
import copy

print(
    copy.copy(Color.RED) is Color.RED,
    copy.deepcopy([Color.RED])[0] is Color.RED,
    [n for n in dir(Color) if not n.startswith("_")],
)
