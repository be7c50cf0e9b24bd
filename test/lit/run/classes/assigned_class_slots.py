# __class__ may be assigned where the same slots were added to one base.
class G:
    __slots__ = ["a", "b"]


class H:
    __slots__ = ["b", "a"]


class I:
    __slots__ = ["a", "b"]


class L(H):
    __slots__ = ["e"]


class M(I):
    __slots__ = ["e"]


class N(I):
    __slots__ = ["e"]


class O(I):
    __slots__ = []


class Plain:
    pass


class Other:
    pass


class Derived(Plain):
    pass


classes = G, H, I, L, M, N, O, Plain, Other, Derived
for first in classes:
    for second in classes:
        instance = first()
        try:
            instance.__class__ = second
            print(first.__name__, second.__name__, instance.__class__ is second)
        except TypeError as error:
            print(first.__name__, second.__name__, error)

from collections.abc import Collection, Mapping, Sequence  # noqa: E402

try:
    class Both(Collection):
        __abc_tpflags__ = Sequence.__flags__ | Mapping.__flags__
except TypeError as error:
    print(error)
