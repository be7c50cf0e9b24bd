class NoNext:
    def __iter__(self):
        return self


class RetInt:
    def __iter__(self):
        return 5


class Gi:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError("end")
        return i


class GiBad:
    def __getitem__(self, i):
        raise KeyError(i)


class IterGen:
    def __iter__(self):
        yield 1
        yield 2


class OnlyNext:
    def __next__(self):
        return 1


class Inst:
    pass


i = Inst()
i.__iter__ = lambda: iter([1])


def unpack2(x):
    a, b = x


for o in (
    NoNext(),
    RetInt(),
    Gi(),
    GiBad(),
    IterGen(),
    OnlyNext(),
    i,
    5,
    None,
    int,
    "ab",
    b"ab",
    {"a": 1, "b": 2},
    range(2),
    len,
):
    row = []
    for f in (
        iter,
        list,
        lambda x: [*x],
        lambda x: print(*x, end=""),
        unpack2,
        lambda x: 1 in x,
        lambda x: max(x),
        lambda x: sorted(x),
        lambda x: dict.fromkeys(x),
        lambda x: "".join(x),
        lambda x: sum(x),
        lambda x: list(zip(x, x)),
        lambda x: next(x),
        lambda x: reversed(x),
        lambda x: [a for a in x],
        lambda x: {**x},
        lambda x: (lambda *a: a)(*x),
        lambda x: set(x),
        lambda x: tuple(x),
        lambda x: list(map(str, x)),
        lambda x: list(enumerate(x)),
        lambda x: [].extend(x),
    ):
        try:
            f(o)
            row.append("ok")
        except Exception as e:
            row.append(type(e).__name__ + ":" + str(e))
    seen = {}
    for r in row:
        seen.setdefault(r, 0)
        seen[r] += 1
    print(type(o).__name__, row[:6], seen)
for v in ((), (1,), (1, 2, 3), "a", "abc", {}, iter([1]), range(5), (x for x in [1, 2, 3])):
    try:
        a, b = v
    except ValueError as e:
        print(e)
for v in ((), (1,), (1, 2)):
    try:
        a, b, *c, d = v
    except ValueError as e:
        print(e)
for f in (
    lambda: next(5),
    lambda: next([]),
    lambda: iter(5, 1),
    lambda: iter([], 1),
    lambda: next(iter([])),
    lambda: iter(),
    lambda: next(),
    lambda: enumerate(5),
    lambda: zip(5),
    lambda: list(map(5, [1])),
    lambda: map(len),
    lambda: filter(None),
    lambda: list(filter(5, [1])),
    lambda: reversed({1}),
    lambda: reversed(5),
    lambda: zip([], strict=1, x=2),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
