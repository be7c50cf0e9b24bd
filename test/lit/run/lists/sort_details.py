data = [("b", 2), ("a", 2), ("c", 1), ("d", 1), ("e", 3)]
print(
    sorted(data, key=lambda p: p[1]),
    sorted(data, key=lambda p: p[1], reverse=True),
    sorted(data, key=lambda p: (-p[1], p[0])),
)
calls = []


class K:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        calls.append((self.v, o.v))
        return self.v < o.v

    def __repr__(self):
        return f"K{self.v}"


print(sorted([K(3), K(1), K(2)]), calls)
calls.clear()
print(sorted(map(K, range(6))), calls)
calls.clear()
print(sorted(map(K, [5, 4, 3, 2, 1])), calls)
calls.clear()
print(sorted(map(K, [2, 2, 1, 1]), reverse=True), calls)
print(min(K(2), K(1)), max([K(1), K(5), K(3)]))
for f in (
    lambda: sorted([1, "a"]),
    lambda: sorted([None, None]),
    lambda: sorted([1j, 2j]),
    lambda: sorted([1], key=5),
    lambda: sorted(5),
    lambda: sorted([1, 2], lambda x: x),
    lambda: sorted([object(), object()]) and 0,
    lambda: sorted([3, 1], key=lambda x: 1 / (x - 1)),
    lambda: sorted([{}, {}]),
    lambda: sorted(["b", 1]),
    lambda: sorted([(1, "a"), (1, 2)]),
    lambda: sorted([[1], (1,)]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    sorted([1, 1.0, True]),
    sorted([2, 1.5, True, 0]),
    sorted("bBaA"),
    sorted("bBaA", key=str.lower),
    sorted({3: "x", 1: "y"}),
    sorted([[2, 1], [1, 9], [1]]),
    sorted([(), (1,), (0, 5)]),
)
import functools

print(
    sorted([5, 3, 8], key=functools.cmp_to_key(lambda a, b: b - a)),
    sorted([]),
    sorted([1]),
    sorted([b"b", b"a"]),
)
x = 12345
big = []
for i in range(3000):
    x = (x * 1103515245 + 12345) % 2**31
    big.append(x % 500)
s = sorted(big)
assert all(s[i] <= s[i + 1] for i in range(len(s) - 1)) and len(s) == 3000
idx = sorted(range(3000), key=big.__getitem__)
assert all(big[a] < big[b] or big[a] == big[b] and a < b for a, b in zip(idx, idx[1:]))
ridx = sorted(range(3000), key=big.__getitem__, reverse=True)
assert all(big[a] > big[b] or big[a] == big[b] and a < b for a, b in zip(ridx, ridx[1:]))
print(s[:5], s[-5:], idx[:5], ridx[:5], sum(i * v for i, v in enumerate(s)))
runs = list(range(500)) + list(range(700, 200, -1)) + [5] * 300 + list(range(0, 1000, 3))
print(sum(i * v for i, v in enumerate(sorted(runs))), sorted(runs) == sorted(reversed(runs)))
fl = sorted(v / 7 for v in big)
st = sorted(str(v) for v in big)
print(fl[:3], fl[-3:], st[:3], st[-3:], sorted([3.5, -0.0, 0.0, 2, -1]))
