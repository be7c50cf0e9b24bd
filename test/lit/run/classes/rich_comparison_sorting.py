import functools


@functools.total_ordering
class Version:
    def __init__(self, s):
        self.parts = tuple(int(p) for p in s.split("."))

    def __eq__(self, o):
        if not isinstance(o, Version):
            return NotImplemented
        return self.parts == o.parts

    def __lt__(self, o):
        if not isinstance(o, Version):
            return NotImplemented
        return self.parts < o.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


vs = [Version(s) for s in ("1.10", "1.2", "1.2.1", "0.9", "1.10")]
print(
    sorted(vs),
    max(vs),
    min(vs),
    vs[0] == vs[4],
    vs[0] >= vs[1],
    vs[1] <= vs[1],
    vs[1] != vs[2],
    len(set(vs)),
    vs.index(Version("0.9")),
    sorted(vs, reverse=True),
)
for f in (lambda: vs[0] < 5, lambda: vs[0] == 5, lambda: vs[0] >= "x", lambda: sorted([vs[0], 1])):
    try:
        print(f())
    except TypeError as e:
        print(e)


class Money:
    def __init__(self, amount, cur="EUR"):
        self.amount, self.cur = amount, cur

    def _check(self, o):
        if isinstance(o, (int, float)):
            return Money(o, self.cur)
        if not isinstance(o, Money):
            return None
        if o.cur != self.cur:
            raise ValueError(f"{self.cur} vs {o.cur}")
        return o

    def __add__(self, o):
        o = self._check(o)
        return NotImplemented if o is None else Money(self.amount + o.amount, self.cur)

    __radd__ = __add__

    def __eq__(self, o):
        return isinstance(o, Money) and (self.amount, self.cur) == (o.amount, o.cur)

    def __lt__(self, o):
        o = self._check(o)
        return NotImplemented if o is None else self.amount < o.amount

    def __gt__(self, o):
        o = self._check(o)
        return NotImplemented if o is None else self.amount > o.amount

    def __repr__(self):
        return f"{self.amount} {self.cur}"


print(
    sum([Money(1), Money(2)]),
    Money(1) + 2,
    3 + Money(4),
    Money(1) < Money(2),
    Money(1) < 5,
    5 > Money(1),
    Money(3) > 2,
    sorted([Money(3), Money(1)]),
    Money(1) == Money(1),
    Money(1) != Money(1, "USD"),
    Money(1) in [Money(1)],
)
for f in (
    lambda: Money(1) + "x",
    lambda: "x" + Money(1),
    lambda: Money(1) + Money(1, "USD"),
    lambda: Money(1) < "x",
    lambda: Money(1) <= Money(2),
    lambda: {Money(1)},
    lambda: Money(1) < Money(1, "USD"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class AlwaysEq:
    def __eq__(self, o):
        return True


class NeverEq:
    def __eq__(self, o):
        return False


n = NeverEq()
print(
    AlwaysEq() == 5,
    5 == AlwaysEq(),
    AlwaysEq() in [],
    1 in [AlwaysEq()],
    [AlwaysEq()] == [3],
    (AlwaysEq(), 1) == (2, 1),
    {"k": AlwaysEq()} == {"k": 0},
    [1, 2].index(AlwaysEq()),
    [5].count(AlwaysEq()),
    n == n,
    n in [n],
    [n] == [n],
    [n].index(n),
    [n].count(n),
    {1: n} == {1: n},
    (n,) == (n,),
    n != n,
)


class Arr:
    def __init__(self, v):
        self.v = v

    def __eq__(self, o):
        return Arr([x == o for x in self.v])

    def __lt__(self, o):
        return Arr([x < o for x in self.v])

    def __repr__(self):
        return f"Arr{self.v}"

    def __bool__(self):
        raise ValueError("ambiguous")


a = Arr([1, 2, 3])
print(a == 2, a < 3, 2 == a, 3 > a)
for f in (
    lambda: bool(a == 2),
    lambda: 0 < a < 5,
    lambda: a in [1],
    lambda: [a] == [1],
    lambda: not a,
    lambda: sorted([a, a]),
    lambda: max(a, a),
    lambda: a and 1,
    lambda: [a].index(a),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    functools.reduce(lambda x, y: x if x > y else y, vs),
    sorted(["b", "A", "c"], key=str.casefold),
    min([[3], [1, 2]], key=len),
    max("ab", "cd", key=lambda s: s[1]),
)
