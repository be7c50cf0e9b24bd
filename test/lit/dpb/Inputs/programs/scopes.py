"""Closures, classes, comprehensions, annotations, patterns, decorators."""
x = "global"


def counter():
    n = 0

    def up(by=1):
        nonlocal n
        n += by
        return n

    def reset():
        nonlocal n
        del n
        try:
            return n
        except NameError as error:
            n = 0
            return str(error)
    return up, reset


up, reset = counter()
print(up(), up(3), reset(), up())


class A:
    """Doc of A."""
    y: int = 1
    z: "str"
    x = x
    names = [n for n in ("a", "b")]
    squares = {n: n * n for n in range(3)}
    __secret = 5

    def __init__(self, __value=2):
        self.__value = __value

    @property
    def secret(self):
        return self.__secret + self.__value

    @staticmethod
    def s(a, /, b, *, c=3):
        return a, b, c

    @classmethod
    def make(cls):
        return cls(7)

    def who(self):
        return __class__.__name__

    class Inner:
        def get(self):
            return x


class B(A, metaclass=type):
    def __init__(self):
        super().__init__(40)

    def who(self):
        return "B of " + super().who(), super(B, self).secret

    x = [x for _ in range(2)]


print(A.__doc__, A.__annotations__, A.x, A.names, A.squares, A().secret, A.make().secret, A.s(1, b=2))
print(B().who(), B.x, A.Inner().get(), A.Inner.get.__qualname__, sorted(k for k in vars(A) if "secret" in k))


def decorated(tag):
    print("make", tag)

    def apply(function):
        print("apply", tag, function.__name__)
        return function
    return apply


@decorated(1)
@decorated(2)
def f(a: int, /, b: "str" = "d", *args: tuple, c: float = 1.5, **kw: dict) -> None:
    """Doc of f."""
    return a, b, args, c, kw


@decorated(3)
class D:
    pass


print(f.__annotations__, f.__defaults__, f.__kwdefaults__, f.__doc__, f(1), f(1, 2, 3, c=4, e=5))
print([lambda i=i: i * 2 for i in range(3)][1](), (lambda *a, k=1, **r: (a, k, r))(1, 2, z=3))
print([(a, b) for a in range(3) if a for b in range(a) if b or a], {c for c in "abca"}, [y for y in [x]][0])
print(list(a for a in (b for b in range(5) if b % 2)), sum(i for i in range(10)))
matrix = [[i * j for j in range(3)] for i in range(3)]
print(matrix, [*map(list, zip(*matrix))])


def pattern(value):
    match value:
        case 0 | 1.5 | "s" | None | True:
            return "literal", value
        case -1 | 2 + 3j:
            return "signed"
        case []:
            return "empty"
        case [a]:
            return "one", a
        case [1, (2 | 3) as b, *rest]:
            return "start", b, rest
        case [*_, [a, *_, b]]:
            return "last", a, b
        case (a, b) if a == b:
            return "pair", a
        case [_, *middle, _]:
            return "middle", middle
        case {"kind": "a", "value": [a, *_] | a, **rest}:
            return "mapping", a, rest
        case {"x": 1, "y": {"z": z}}:
            return "deep", z
        case {}:
            return "some mapping"
        case complex(real=r, imag=0) | float(r):
            return "number", r
        case str() as s if len(s) > 3:
            return "long", s
        case str(s) | bytes(s):
            return "text", s
        case A(secret=n, y=1):
            return "A", n
        case _:
            return "other"


for value in (0, 1.5, "s", None, True, False, -1, 2 + 3j, [], [9], [1, 2, 8, 9], [1, 3], (4, 4), (4, 5),
              [0, [1, 2]], [0, [1, 2, 3]], [5, 6, 7], {"kind": "a", "value": [1, 2], "k": 3},
              {"kind": "a", "value": 4}, {"x": 1, "y": {"z": 5}}, {"x": 2}, 3 + 0j, 2.5, "abcde", "ab", b"cd", A(),
              object, range(2)):
    print(pattern(value), end=" ")
print()


def names():
    try:
        print(undefined)
    except NameError as error:
        print(error)
    for i in ():
        pass
    try:
        print(i)
    except UnboundLocalError as error:
        print(error)

    def free():
        return later
    try:
        free()
    except NameError as error:
        print(error)
    later = 1
    return free()


print(names())
assert x, "fine"
try:
    assert not x, ("message", 1)
except AssertionError as error:
    print(error.args)
del x
try:
    x
except NameError as error:
    print(error)
if __debug__:
    print("debug")
import os.path as p, sys, os.path
from os import sep as s, path
print(p is path is os.path, s)
print(f"{s!r}{{}}{1 + 1:>4}{'nested ' + f'{3}'}" "tail", "%s and %r %5s%%" % (1, "two", 3.0), "%d" % 5)
