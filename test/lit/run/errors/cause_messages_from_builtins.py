class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("inside next")


class Cmp:
    def __lt__(self, o):
        raise OSError("inside lt")

    def __hash__(self):
        raise OSError("inside hash")

    def __eq__(self, o):
        raise OSError("inside eq")

    def __repr__(self):
        raise OSError("inside repr")

    def __len__(self):
        raise OSError("inside len")

    def __bool__(self):
        raise OSError("inside bool")

    def __index__(self):
        raise OSError("inside index")

    def __format__(self, s):
        raise OSError("inside format")

    def __getattr__(self, n):
        raise OSError("inside getattr " + n)

    def __call__(self, *a):
        raise OSError("inside call")


c = Cmp()
import functools, itertools, heapq, bisect

for f in (
    lambda: list(It()),
    lambda: sum(It()),
    lambda: dict(It()),
    lambda: "".join(It()),
    lambda: max(It()),
    lambda: sorted(It()),
    lambda: tuple(zip([1], It())),
    lambda: list(map(str, It())),
    lambda: [x for x in It()],
    lambda: set(It()),
    lambda: {**dict(a=It())}["a"].__next__(),
    lambda: print(*It()),
    lambda: list(enumerate(It())),
    lambda: 1 in It(),
    lambda: list(itertools.chain(It())),
    lambda: bytes(It()),
    lambda: [].extend(It()),
    lambda: functools.reduce(max, It()),
    lambda: (lambda a, b: 0)(*It()),
    lambda: sorted([c, c]),
    lambda: min(c, c),
    lambda: {c},
    lambda: {c: 1},
    lambda: [c].index(1),
    lambda: [c] == [1],
    lambda: repr([c]),
    lambda: f"{c!r}",
    lambda: "%r" % c,
    lambda: len(c),
    lambda: not c,
    lambda: [1][c],
    lambda: range(c),
    lambda: "a" * c,
    lambda: f"{c}",
    lambda: "{}".format(c),
    lambda: hasattr(c, "x"),
    lambda: getattr(c, "x", 1),
    lambda: list(map(c, [1])),
    lambda: sorted([1], key=c),
    lambda: heapq.heappush([c], c),
    lambda: bisect.bisect([c], c),
    lambda: hex(c),
    lambda: any([c]),
    lambda: list(filter(None, [c])),
    lambda: list(filter(c, [1])),
    lambda: print(c),
    lambda: str(c),
    lambda: isinstance(c, int),
    lambda: int(c),
    lambda: float(c),
    lambda: round(1.5, c),
    lambda: slice(c).indices(5),
    lambda: [1, 2][c:],
    lambda: pow(2, c),
    lambda: hash((c,)),
    lambda: (c,) in [(1,)],
    lambda: {1: c} == {1: 2},
    lambda: [c].remove(0),
    lambda: c.x,
    lambda: c.method(),
    lambda: all([1, c]),
    lambda: chr(c),
    lambda: divmod(c, 1),
    lambda: abs(c),
    lambda: -c,
    lambda: c + 1,
    lambda: c[0],
    lambda: iter(c),
    lambda: c(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, e.__context__, e.__cause__)
