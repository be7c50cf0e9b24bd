class V:
    log = []

    def __init__(self, n, tag=""):
        self.n, self.tag = n, tag

    def __lt__(self, o):
        V.log.append(f"{self}<{o}")
        return self.n < o.n

    def __gt__(self, o):
        V.log.append(f"{self}>{o}")
        return self.n > o.n

    def __add__(self, o):
        V.log.append(f"{self}+{o}")
        return V(self.n + (o.n if isinstance(o, V) else o))

    def __radd__(self, o):
        V.log.append(f"{o}+r{self}")
        return V(o + self.n)

    def __bool__(self):
        V.log.append(f"bool {self}")
        return self.n != 0

    def __repr__(self):
        return f"{self.n}{self.tag}"


def show(label, v):
    print(label, v, V.log)
    V.log.clear()


a, b, c = V(1, "a"), V(1, "b"), V(2)
show("min", min(a, b, c))
show("max", max(a, b, c))
show("max tie", max([c, V(2, "later")]))
show("min key", min([a, b, c], key=lambda v: -v.n))
show("max key tie", max("ab", "cd", "e", key=len))
show("sum", sum([a, c]))
show("sum start", sum([a, c], V(10)))
show("any", any([V(0), a, c]))
show("all", all([a, V(0), c]))
show("sorted", sorted([c, b, a]))
show("sorted rev", sorted([a, b, c], reverse=True))
show("filter", list(filter(None, [V(0), a])))
show("in", a in [b, c, a])
show("not", not a)


def gen():
    for i in range(3):
        print("yield", i)
        yield i


print(any(x == 1 for x in gen()), all(x < 1 for x in gen()), max(gen()), sum(gen()))
print(next(filter(lambda x: x > 0, gen())), list(zip(gen(), "a")), dict(enumerate(gen())))
print(
    max([], default=None),
    min({}, default="d"),
    max({"a": 1, "c": 0}),
    min("hello"),
    max((1, "x"), (1, "y")),
    min([[2], [1, 5]]),
    max({1: "z", 2: "a"}, key={1: "z", 2: "a"}.get),
    sum([(1,), (2,)], ()),
    sum(x for x in range(5) if x % 2),
    max(range(10), key=lambda x: x % 7),
    min(range(5), key=lambda x: (x - 2) ** 2),
)
for f in (
    lambda: max(a, 5),
    lambda: min(5, "x"),
    lambda: sum([a, "x"]),
    lambda: max(key=len),
    lambda: max(1, key=5),
    lambda: max([1, 2], key=5),
    lambda: sum("abc"),
    lambda: sum([[]]),
    lambda: sum([1], "x"),
    lambda: min(1, 2, foo=3),
    lambda: any(),
    lambda: any([], []),
    lambda: all(None),
    lambda: sum(1, 2, 3),
    lambda: min([None, 1]),
    lambda: sorted([1], key=None, foo=1),
    lambda: sum([], bytearray()),
    lambda: filter(1),
    lambda: list(map(lambda: 0, [1])),
    lambda: list(filter(lambda: 0, [1])),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
big = list(range(-500, 500))
print(
    max(big, key=lambda x: -((x - 123) ** 2)),
    min(big, key=abs),
    sum(big),
    sum(map(float, big)),
    sum(x * x for x in big),
    max(map(str, big)),
    min(map(str, big)),
    any(x == 499 for x in big),
    all(isinstance(x, int) for x in big),
)
