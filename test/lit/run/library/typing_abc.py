from abc import ABC, abstractmethod, update_abstractmethods
from typing import *

T = TypeVar("T")
K = TypeVar("K", int, str)
B = TypeVar("B", bound=int)


class Box(Generic[T]):
    def __init__(self, v: T):
        self.v = v

    def get(self) -> T:
        return self.v


print(
    Box(5).get(),
    Box[int](6).get(),
    Box[int],
    Box[int].__origin__ is Box,
    Box[int].__args__,
    Box.__parameters__,
    T,
    K.__constraints__,
    B.__bound__,
    issubclass(Box, Generic),
)


class Pair(Box[T], Generic[T, K]):
    pass


print(Pair.__mro__[1:], Pair[int, str], Pair.__orig_bases__)
print(
    List[int],
    Dict[str, int],
    Optional[int],
    Union[int, str],
    Union[int, int],
    Union[int, None],
    Tuple[int, ...],
    Callable[[int], str],
    Any,
    Literal[1, "a"],
    ClassVar[int],
    Final[int],
    Type[int],
    Iterable[int],
    Annotated[int, "meta"],
    list[T][int],
    int | str,
    Optional[int] == Union[None, int],
    List["fwd"],
    NoReturn,
    Sequence[T],
    Mapping[str, List[int]],
)


def f(a: int, b: "str" = "", *c: Optional[float], d: List[int] = None) -> Dict[str, Any]:
    pass


print(get_type_hints(f), f.__annotations__)


class A:
    x: int
    y: "List[A]" = []
    z: ClassVar[str] = "c"


print(
    get_type_hints(A),
    A.__annotations__,
    get_origin(List[int]),
    get_args(Dict[str, int]),
    get_origin(int),
    get_args(Union[int, str]),
    cast(int, "s"),
    get_origin(Annotated[int, 1]),
)


class NT(NamedTuple):
    a: int
    b: str = "d"

    def both(self):
        return (self.a, self.b)


print(NT(1), NT(1, "x").both(), NT._fields, NT.__annotations__, NT(1) == (1, "d"), NT(a=2)._replace(b="r"))


class TD(TypedDict, total=False):
    name: str
    n: int


print(TD(name="x"), TD.__annotations__, TD.__total__, type(TD(n=1)))
U = NewType("U", int)
print(U(5), U.__name__, U)


@runtime_checkable
class HasLen(Protocol):
    def __len__(self) -> int: ...


class HasName(Protocol):
    name: str


print(isinstance([], HasLen), isinstance(5, HasLen), issubclass(str, HasLen))
for g in (
    lambda: isinstance(5, HasName),
    lambda: HasLen(),
    lambda: List[int](),
    lambda: isinstance([], List[int]),
    lambda: Union[5],
    lambda: Optional[1, 2],
    lambda: Box[int, str],
    lambda: Any(),
    lambda: TypeVar("X", int),
    lambda: Generic[int],
    lambda: Union[int](),
    lambda: Callable[int],
    lambda: NT(),
    lambda: Literal[[]],
    lambda: Final[1, 2],
    lambda: TD["x"],
    lambda: isinstance(1, Union[int, str]),
    lambda: isinstance(1, Optional[int]),
):
    try:
        print(g())
    except Exception as e:
        print(type(e).__name__, e)


class Abs(ABC):
    @abstractmethod
    def m(self): ...

    @property
    @abstractmethod
    def p(self): ...

    @classmethod
    @abstractmethod
    def c(cls): ...


class Part(Abs):
    m = lambda self: 1


for cl in (Abs, Part):
    try:
        cl()
    except TypeError as e:
        print(e)
Part.p = 1
Part.c = 2
update_abstractmethods(Part)
print(Part().m(), Abs.__abstractmethods__ == {"m", "p", "c"}, Abs.register(int), isinstance(5, Abs))


@overload
def ov(x: int) -> int: ...
@overload
def ov(x: str) -> str: ...
def ov(x):
    return x


print(
    ov(1),
    TYPE_CHECKING,
    no_type_check(f) is f,
    final(A) is A,
    A.__final__,
    AnyStr,
    Text,
    Hashable,
    isinstance(1, Hashable),
    assert_type(1, int),
    reveal_type.__name__,
    Self,
    LiteralString,
    Never,
)
try:
    assert_never(1)
except AssertionError as e:
    print(e)
P = ParamSpec("P")
print(
    P,
    P.args,
    P.kwargs,
    Callable[P, int],
    Concatenate[int, P],
    TypeVarTuple("Ts"),
    Unpack,
    Required[int],
    NotRequired[int],
    ForwardRef("X"),
    is_typeddict(TD),
)
