d = {}
for i in range(100):
    d[i * 37 % 101] = i
print(list(d)[:10], len(d))
for i in range(0, 101, 2):
    d.pop(i, None)
print(list(d)[:10], len(d))
for i in range(0, 20, 2):
    d[i] = "re"
print(list(d)[-12:], d[4])
d[list(d)[0]] = "kept place"
print(next(iter(d.items())))
while len(d) > 3:
    d.popitem()
print(d)
for i in range(2000):
    d[i] = i
    if i >= 5:
        del d[i - 5]
print(d)
s = {}
for i in range(1000):
    s["key%d" % i] = i
print(len(s), s["key999"], "key1000" in s, list(s)[::250])
m = {}
for i in range(50):
    m[i] = m[str(i)] = m[i + 0.5] = m[(i,)] = i
print(len(m), list(m)[:9], m["49"], m[49.0], m[7.5], m[(3,)])
neg = {-1: "a", -2: "b", 2**61 - 2: "c", 2**61 - 1: "d", 0: "e", 2**61: "f"}
print(len(neg), neg[-1], neg[-2], neg[0], neg[2**61 - 1], neg[1 - 2])
c = {i << 60: i for i in range(40)}
print(len(c), c[5 << 60], list(c)[:3] == [0, 1 << 60, 2 << 60])
copy = dict(m)
copy.clear()
print(len(m), len(copy))


class H:
    def __init__(self, v):
        self.v = v

    def __hash__(self):
        return 1

    def __eq__(self, o):
        return isinstance(o, H) and self.v == o.v


h = {H(i): i for i in range(30)}
print(len(h), h[H(17)], H(30) in h, h.pop(H(0)), len(h), [k.v for k in h][:5])
for i in range(10, 20):
    del h[H(i)]
h[H(10)] = "again"
print([k.v for k in h], h[H(10)], h[H(29)])
