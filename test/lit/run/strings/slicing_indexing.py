s = "abcdefghij"
r = range(-13, 14, 3)
n = 0
for i in list(r) + [None]:
    for j in list(r) + [None]:
        for k in (None, 1, -1, 2, -2, 3, -3, 100, -100):
            a = s[i:j:k]
            b = "".join(list(s)[i:j:k])
            t = "".join(tuple(s)[i:j:k])
            assert a == b == t, (i, j, k)
            n = (n * 33 + sum(map(ord, a)) + len(a)) % 10**9
print(n)
print(s[2:5], s[-3:], s[::-1], s[-1:-4:-1], s[5:2:-1], s[10:], s[3:3], s[::4])
for f in (
    lambda: s[10],
    lambda: s[-11],
    lambda: s["a"],
    lambda: s[1.0],
    lambda: s[::0],
    lambda: s[None],
    lambda: s["a":],
    lambda: s[1, 2],
    lambda: ""[0],
    lambda: s[2**100],
    lambda: s[: 2**100],
    lambda: s[-(2**100) :],
):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
for f in ("s[0] = 'x'", "del s[0]", "s[0:2] = 'x'", "del s[:]", "s.x = 1"):
    try:
        exec(f)
    except Exception as e:
        print(type(e).__name__, e)
u = "aé漢😀z"
print(len(u), [c for c in u], u[::-1], u[2:4], u[-2], [ord(c) for c in u], u.index("😀"), u * 2)


class I:
    def __init__(self, v):
        self.v = v

    def __index__(self):
        return self.v


print(s[I(3)], s[I(-2) :], s[I(1) : I(9) : I(2)], s * I(2), I(2) * s)
sl = slice(1, None, 2)
print(
    s[sl],
    sl.indices(10),
    slice(None, None, -1).indices(5),
    slice(-3, 100).indices(5),
    slice(I(2)).indices(5),
    slice(5, 1, -2).indices(4),
)
print(slice(1, 2) == slice(1, 2), slice(1) < slice(2), slice(None), repr(slice("a", 2.5, None)))
try:
    hash(slice(1))
except TypeError as e:
    print(e)
