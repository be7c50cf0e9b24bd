import operator


class Lazy:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter", end=" ")
        return self

    def __next__(self):
        print("next", end=" ")
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Lazy(2)))
print(list(map(lambda x: x + 1, Lazy(2))))
m = map(str, Lazy(1))
print("made")
print(next(m))
z = zip(Lazy(1), Lazy(3))
print(list(z))
print(list(enumerate(Lazy(1))), list(filter(None, Lazy(2))))
a, b = Lazy(2)
print(a, b)
try:
    a, b = Lazy(5)
except ValueError as e:
    print(e)
print(
    1 in Lazy(3),
    max(Lazy(2)),
    any(x for x in Lazy(3)),
    tuple(Lazy(1)),
    sorted(Lazy(2)),
    [*Lazy(1), *Lazy(0)],
    {**dict(zip("a", Lazy(1)))},
    "".join(map(str, Lazy(2))),
    sum(Lazy(3)),
    dict(enumerate(Lazy(1))),
    set(Lazy(1)),
)
f = lambda *a: len(a)
print(f(*Lazy(2)), print(*Lazy(1), sep=""), [].extend(Lazy(0)))
l = [9]
l += Lazy(1)
l[1:1] = Lazy(2)
print(l)


class Hint:
    def __init__(self, h):
        self.h = h

    def __iter__(self):
        return iter([1, 2, 3])

    def __length_hint__(self):
        if isinstance(self.h, Exception):
            raise self.h
        return self.h


for h in (0, 3, 1000, NotImplemented, TypeError("t"), ValueError("v"), -1, "s", 2**70, 1.5):
    try:
        print(repr(h), operator.length_hint(Hint(h), 7))
    except Exception as e:
        print(repr(h), type(e).__name__, e)
    try:
        print(list(Hint(h)))
    except Exception as e:
        print(type(e).__name__, e)


class L:
    def __len__(self):
        return 2

    def __iter__(self):
        return iter("abc")


print(
    operator.length_hint(L()),
    list(L()),
    operator.length_hint(5, 1),
    operator.length_hint(iter([1, 2])),
    operator.length_hint(iter(range(9))),
    operator.length_hint((x for x in []), 4),
    operator.length_hint(map(str, [1])),
    operator.length_hint(iter({1: 2})),
    operator.length_hint(reversed([1, 2, 3])),
)
