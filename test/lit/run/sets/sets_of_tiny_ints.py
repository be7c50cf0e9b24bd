# Sets of small ints, mixed with keys that hash alike, compared and combined.
import itertools


class Loud:
    def __init__(self, value, equal=False):
        self.value, self.equal = value, equal

    def __hash__(self):
        return hash(self.value)

    def __eq__(self, other):
        print("eq", self.value, other if isinstance(other, int) else "loud")
        if self.equal == "raise":
            raise ValueError("eq")
        return self.equal

    def __repr__(self):
        return f"L{self.value}"


def relations(a, b):
    a, b = a, b
    return (a <= b, a < b, a == b, a >= b, a > b, a.isdisjoint(b), a.issubset(b), a & b, a - b, a | b, a ^ b,
            [x in b for x in sorted(a, key=repr)])


GROUPS = (
    (), (0,), (60,), (61,), (62, 63), (64,), (0, 64), (1, 65, 129), (-1,), (-2, -1), range(5), range(61), range(62),
    range(3, 70, 7), (1 << 61, (1 << 61) - 1), (1 << 70, 5), (True, False), (1.0, 2), (0.5, 1), ("a", 1), ("a", "b"),
    ("a", None), ((1, 2), 3), (frozenset((1,)), 1))
for make in (set, frozenset):
    total = []
    for one, two in itertools.product(GROUPS, GROUPS):
        total.append(str(relations(make(one), make(two))) if "a" not in one and "a" not in two
                     else str(relations(make(one), make(two))[:7]))
    print(sum(len(t) * (i % 101 + 1) for i, t in enumerate(total)), total[17], total[260], total[-1])


def removed():
    a, b = set(range(10)), set(range(5))
    for x in (1, 3, 5, 7, 9):
        a.discard(x)
        print(a <= b, b <= a, a & b, x in a, min(a), max(a), a.isdisjoint({x}), {x} <= a)
    a.clear()
    print(a <= b, a.isdisjoint(b), a & b, 0 in a)
    a |= {60, 61, 62}
    print(a <= b, a & {61}, a - {60}, 61 in a, 125 in a, min(a), max(a), 60 in a, 124 in a)
    a.update((124, 60))
    print(sorted(a), 124 in a, 188 in a)
    while a:
        a.pop()
    print(a, a <= set(), min({5, 3}), max(frozenset({5, 3})), min({60}), max({0}))
    for empty in (set(), frozenset()):
        for f in (min, max):
            try:
                f(empty)
            except ValueError as error:
                print(error)


removed()
for left, right in (({1, 2}, {Loud(1), 2}), ({Loud(1), 5}, {1, 5}), ({Loud(3), 9}, {3, 8}), ({Loud(3, "raise"), 9}, {3}),
                    ({1, 65}, {Loud(65, True), 1}), ({Loud(7)}, {8, 9}), ({8}, {Loud(7), 9}), ({7, 20}, {Loud(7, "raise"), 9})):
    for operation in (lambda a, b: a <= b, lambda a, b: a & b, lambda a, b: a.isdisjoint(b), lambda a, b: a - b,
                      lambda a, b: a == b, lambda a, b: 1 in b, lambda a, b: frozenset(a) <= frozenset(b)):
        try:
            print(operation(left, right))
        except ValueError as error:
            print("raised", error)


def board(free, pieces):
    placed = []
    for piece in pieces:
        if piece <= free:
            free = free - piece
            placed.append((min(free), len(free), sorted(free & frozenset(range(20)))))
    return placed


print(board(frozenset(range(50)), [frozenset(range(i, i + 5)) for i in range(0, 50, 4)]))
