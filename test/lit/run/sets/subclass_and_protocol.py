class S(set):
    def __init__(self, it=(), tag=""):
        super().__init__(it)
        self.tag = tag

    def add(self, x):
        super().add(abs(x))


s = S([1, -2], "t")
s.add(-5)
print(
    sorted(s),
    s.tag,
    type(s | {1}).__name__,
    type(s.copy()).__name__,
    type({1} | s).__name__,
    type(s & {1}).__name__,
    isinstance(s, set),
    s == {1, -2, 5},
)


class F(frozenset):
    def __new__(cls, *a):
        return super().__new__(cls, a)

    def __repr__(self):
        return "F<%s>" % ",".join(map(str, sorted(self)))


f = F(3, 1)
print(
    f,
    f | {2},
    type(f | {2}).__name__,
    hash(f) == hash(frozenset([1, 3])),
    {f: 1}[frozenset([1, 3])],
    F() == frozenset(),
)


class It:
    def __iter__(self):
        print("iter")
        yield from (1, 2, 1)


print(
    sorted({1}.union(It())),
    sorted(set(It())),
    {1, 2, 3, 4}.difference(It()),
    {5}.isdisjoint(It()),
    {1, 2} >= set(It()),
    {1}.issubset(It()),
)


class R:
    def __ror__(self, o):
        return "ror"

    def __rsub__(self, o):
        return "rsub"

    def __rand__(self, o):
        return "rand"

    def __rxor__(self, o):
        return "rxor"

    def __ge__(self, o):
        return "ge"


print({1} | R(), {1} - R(), {1} & R(), {1} ^ R(), {1} <= R(), {}.keys() | {1})
x = {1}
y = x
x |= {2}
print(sorted(y))
x = frozenset({1})
y = x
x |= {2}
print(sorted(x), y)
try:
    x = {1}
    x |= [2]
except TypeError as e:
    print(e)


def powerset(s):
    items = sorted(s)
    out = [frozenset()]
    for i in items:
        out += [t | {i} for t in out]
    return out


p = powerset({1, 2, 3})
print(len(p), [sorted(q) for q in p], frozenset({1, 3}) in set(p))
primes, n = set(range(2, 60)), 2
while n * n < 60:
    if n in primes:
        primes -= set(range(n * n, 60, n))
    n += 1
print(sorted(primes))
seen, out = set(), []
for v in [3, 1, 3, 2, 1]:
    if v not in seen:
        seen.add(v)
        out.append(v)
print(out, len(seen))
a, b = {"x"}, {"x"}
print(a == b, a is b, a <= b, hash(frozenset(a)) == hash(frozenset(b)), {frozenset(a)} == {frozenset(b)})
