for r in (
    range(5),
    range(2, 8),
    range(10, 0, -3),
    range(0),
    range(5, 2),
    range(0, 10, 3),
    range(-5, 5, 2),
    range(2**70, 2**70 + 3),
    range(10**20, 0, -(10**19)),
):
    print(
        r,
        len(r),
        list(r)[:4],
        r.start,
        r.stop,
        r.step,
        bool(r),
        list(reversed(r))[:3],
        r[-1:],
        r[::2],
        r[::-1],
    )
r = range(0, 100, 7)
print(
    r[3],
    r[-1],
    r[2:5],
    r[5:2:-1],
    14 in r,
    15 in r,
    -7 in r,
    14.0 in r,
    "a" in r,
    True in range(2),
    r.index(21),
    r.count(21),
    r.count(22),
    98 in r,
    105 in r,
)
print(
    range(3) == range(0, 3, 1),
    range(0) == range(5, 5),
    range(0, 3, 2) == range(0, 4, 2),
    hash(range(3)) == hash(range(0, 3)),
    range(2) != range(3),
    range(3) == [0, 1, 2],
)
for f in (
    lambda: range(),
    lambda: range(1, 2, 0),
    lambda: range(1.5),
    lambda: range("a"),
    lambda: range(1, 2, 3, 4),
    lambda: r[100],
    lambda: r["a"],
    lambda: r.index(22),
    lambda: r.index("x"),
    lambda: range(None),
    lambda: len(range(2**70)),
    lambda: range(3) < range(4),
    lambda: range(3) + range(2),
    lambda: range(stop=3),
    lambda: range(2**70)[2**69],
    lambda: hash(range(1.0)),
    lambda: setattr(r, "start", 5),
    lambda: r.__setitem__(0, 1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    2**69 in range(2**70),
    range(2**70)[-1],
    range(-(2**65), 2**65, 2**64),
    list(range(-(2**65), 2**65, 2**64)),
    range(10**30).index(5),
)


class I:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


print(range(I(3)), list(range(I(1), I(7), I(3))), range(10)[I(2)], range(10)[I(1) : I(8)])
it = iter(range(5))
print(next(it), it.__length_hint__(), list(it), next(it, "end"))
total = 0
for i in range(1000):
    for j in range(i, 0, -97):
        total += i * j
print(total)
n = 3
for i in range(n):
    n = 10
    i += 100
print(n, i, sum(range(10**5)), max(range(5)), min(range(3, 9)), sorted(range(3), reverse=True), *range(3))
for i in range(2**63 - 2, 2**63 + 1):
    print(i)
for i in range(-(2**63) + 1, -(2**63) - 2, -1):
    print(i)
