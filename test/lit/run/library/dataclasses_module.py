from dataclasses import *
from typing import ClassVar


@dataclass
class A:
    x: int
    y: str = "d"
    z: list = field(default_factory=list)
    k: ClassVar[int] = 5
    hidden: int = field(default=0, repr=False, compare=False)

    def total(self):
        return self.x + len(self.z)


a = A(1)
print(
    a,
    A(1) == a,
    A(1) != A(2),
    a.z is A(1).z,
    A(1, "q", [1]),
    A(x=1, y="n"),
    A(1, hidden=5) == a,
    A.k,
    a.total(),
    A.__doc__,
    A.__match_args__,
    [f.name for f in fields(A)],
    is_dataclass(A),
    is_dataclass(a),
    is_dataclass(int),
)
for f in (
    lambda: A(),
    lambda: A(1, 2, 3, 4, 5),
    lambda: A(q=1),
    lambda: A(1) < A(2),
    lambda: hash(A(1)),
    lambda: fields(5),
    lambda: asdict(5),
    lambda: replace(a, q=1),
    lambda: replace(5),
):
    try:
        print(f())
    except TypeError as e:
        print(e)


@dataclass(order=True, frozen=True)
class P:
    x: int
    y: int = 0


print(
    P(1, 2) < P(1, 3),
    sorted([P(2), P(1, 5), P(1)]),
    hash(P(1)) == hash(P(1)),
    {P(1): "v"}[P(1)],
    max(P(1), P(3)),
    P(1) <= P(1),
)
p = P(1)
for f in (lambda: setattr(p, "x", 5), lambda: delattr(p, "x"), lambda: P(1) < 5):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(
    replace(p, y=9),
    asdict(A(1, "b", [P(1), {"k": P(2)}])),
    astuple(P(3, 4)),
    asdict(p, dict_factory=lambda kv: kv),
)


@dataclass
class B(A):
    w: float = 1.5
    x: int = 100

    def __post_init__(self):
        self.sum = self.x + self.w


b = B()
print(b, b.sum, [f.name for f in fields(B)], B(5) == A(5), isinstance(b, A))


@dataclass
class Init:
    a: int
    b: InitVar[int] = 3
    c: int = field(init=False)
    d: int = field(default=1, kw_only=True)

    def __post_init__(self, b):
        self.c = self.a * b


print(Init(2), Init(2, 5, d=7), Init(2).c)


@dataclass(kw_only=True)
class Kw:
    a: int
    b: int = 2


print(Kw(a=1), Kw.__match_args__)
try:
    Kw(1)
except TypeError as e:
    print(e)


@dataclass(slots=True)
class S:
    a: int
    b: int = 5


s = S(1)
print(s, S.__slots__, hasattr(s, "__dict__"))
try:
    s.c = 1
except AttributeError as e:
    print(e)


@dataclass(eq=False)
class NoEq:
    a: int


@dataclass(repr=False)
class NoRepr:
    a: int

    def __repr__(self):
        return "custom"


@dataclass(unsafe_hash=True)
class UH:
    a: int
    b: list = field(default_factory=list, hash=False)


print(NoEq(1) == NoEq(1), NoRepr(1), hash(UH(1)) == hash(UH(1)), hash(NoEq(1)) is not None)
for body in (
    "x: int = 1\n    y: int",
    "x: list = []",
    "x: int\n    x: int",
    "a: int = field(default=1, default_factory=int)",
):
    try:
        ns = {"dataclass": dataclass, "field": field}
        exec(f"@dataclass\nclass C:\n    {body}\n", ns)
        print("ok", ns["C"].__match_args__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
D = make_dataclass(
    "D", ["x", ("y", int), ("z", int, field(default=3))], namespace={"add": lambda self: self.y + self.z}
)
print(D(1, 2), D(1, 2).add(), D.__name__)


@dataclass
class Tree:
    v: int
    kids: list["Tree"] = field(default_factory=list)

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k


t = Tree(1, [Tree(2, [Tree(3)]), Tree(4)])
print(t, list(t), asdict(t)["kids"][0]["kids"][0]["v"], t == Tree(1, [Tree(2, [Tree(3)]), Tree(4)]))
t.kids.append(t)
print(repr(t)[-20:])
match P(1, 2):
    case P(x, y):
        print("match", x, y)
f = fields(A)[2]
print(
    f.name,
    f.type,
    f.default is MISSING,
    f.default_factory,
    f.init,
    f.repr,
    f.metadata,
    field(metadata={"a": 1}).metadata["a"],
)
