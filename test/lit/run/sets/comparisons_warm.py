# Comparisons of sets and of plain objects, least and greatest items, in warm code.
from enum import Enum


class Kind(Enum):
    A = 1
    B = 2


class Plain:
    pass


class Equal:
    def __eq__(self, other):
        return True


class Unequal:
    def __ne__(self, other):
        return "odd"


def compare(a, b):
    out = [a == b, a != b]
    try:
        out += [a <= b, a >= b, a < b]
        if a <= b:
            out.append("le")
        if a >= b:
            out.append("ge")
    except TypeError as error:
        out.append(str(error))
    if a == b:
        out.append("eq")
    if a != b:
        out.append("ne")
    return out


p = Plain()
objects = [set(), {1}, {1, 2, 3}, frozenset({2, 1}), {"a"}, {1, "a"}, {1.0}, {True, 2}, {2**70}, set(range(40)), p, Plain(),
           Equal(), Unequal(), Kind.A, Kind.B, None, len, int, (1,), [1]]


def text(x):
    if isinstance(x, (set, frozenset)):
        return str(sorted(x, key=repr))[:20]
    return type(x).__name__


for _ in range(2):
    for a in objects:
        for b in objects:
            out = compare(a, b)
            if _:
                print(text(a), text(b), [x.replace(hex(id(a)), "") if isinstance(x, str) else x for x in out])
nan = float("nan")
for x in ({3, 1, 2}, {2.5, 1}, {True, 0}, {"b", "a"}, [3, 1, 2], [2.5, 0.5], [nan, 1.0, 2.0], [1.0, nan, 2.0], [3, 1.5],
          ["x", "a"], [-0.0, 0.0], [0.0, -0.0], (1, 2), range(3), {2**70, 5}, [2**70, 5], [7]):
    print(min(x), max(x), min(x, key=lambda v: str(v)), max(x, default=0))
for x in (set(), [], frozenset()):
    print(min(x, default="none"), max(x, default="none"))
    for f in min, max:
        try:
            f(x)
        except ValueError as error:
            print(error)
