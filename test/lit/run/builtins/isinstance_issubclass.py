from collections.abc import Iterable, Sized

print(
    isinstance(1, int),
    isinstance(True, int),
    isinstance(1, bool),
    isinstance(1, (str, (float, (int,)))),
    isinstance(1, ()),
    isinstance(None, type(None)),
    isinstance(int, type),
    isinstance(1, object),
    isinstance([], Iterable),
    isinstance(1, int | str),
    isinstance(None, int | None),
    issubclass(int, int | str),
    issubclass(bool, (int,)),
    issubclass(list, Sized),
)


class M(type):
    def __instancecheck__(cls, o):
        print("instancecheck", cls.__name__, type(o).__name__)
        return o == 5 or "truthy" if o == 6 else o == 5

    def __subclasscheck__(cls, c):
        print("subclasscheck", cls.__name__, c.__name__)
        return c is int


class A(metaclass=M):
    pass


class B(A):
    pass


print(
    isinstance(5, A),
    isinstance(6, A),
    isinstance(7, A),
    isinstance(A(), A),
    isinstance(B(), A),
    issubclass(int, A),
    issubclass(B, A),
    issubclass(A, A),
    isinstance(7, (str, A, int)),
)


class Liar:
    @property
    def __class__(self):
        return int


print(isinstance(Liar(), int), isinstance(Liar(), Liar), type(Liar()).__name__, Liar().__class__)


class Bases:
    __bases__ = (int,)


class Abstract:
    def __init__(self, bases):
        self.__bases__ = bases


print(issubclass(Abstract((int,)), int), issubclass(Abstract(()), int))
for f in (
    lambda: isinstance(1, "int"),
    lambda: isinstance(1, [int]),
    lambda: issubclass(1, int),
    lambda: issubclass(int, (str, 5)),
    lambda: issubclass(Abstract(5), int),
    lambda: isinstance(1),
    lambda: isinstance(1, (str, "x")),
    lambda: isinstance(1, list[int]),
    lambda: issubclass(int, None),
):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Raises(type):
    def __instancecheck__(cls, o):
        raise ValueError("check")


class R(metaclass=Raises):
    pass


for f in (
    lambda: isinstance(1, R),
    lambda: isinstance(R(), R),
    lambda: isinstance(1, (int, R)),
    lambda: isinstance(1, (R, int)),
):
    try:
        print(f())
    except ValueError as e:
        print(e)
print([isinstance(x, (int, float)) and not isinstance(x, bool) for x in (1, 1.5, True, "a", None)])
