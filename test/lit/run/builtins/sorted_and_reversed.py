print(
    sorted("hello"),
    sorted({"b": 1, "a": 2}),
    sorted((3, 1)),
    sorted(range(3), reverse=True),
    sorted([]),
    sorted({3, 1}),
    sorted(iter([2, 1])),
    sorted(x % 3 for x in range(5)),
)
print(
    list(reversed([1, 2])),
    list(reversed("ab")),
    list(reversed((1,))),
    list(reversed(range(3))),
    list(reversed({"a": 1, "b": 2})),
    list(reversed({1: 2}.items())),
    list(reversed(b"ab")),
)
words = "the Quick brown Fox jumps over The lazy Dog".split()
print(
    sorted(words),
    sorted(words, key=str.lower),
    sorted(words, key=len),
    sorted(words, key=lambda w: (len(w), w.lower()), reverse=True),
    sorted(words, key=lambda w: w[::-1]),
)
rows = [("a", 3, 1.5), ("b", 1, 2.5), ("a", 1, 0.5), ("b", 3, 1.5)]
print(
    sorted(rows),
    sorted(rows, key=lambda r: r[1]),
    sorted(rows, key=lambda r: (-r[1], r[2])),
    sorted(sorted(rows, key=lambda r: r[2]), key=lambda r: r[0]),
)


class R:
    def __init__(self, *a):
        self.a = a

    def __len__(self):
        return len(self.a)

    def __getitem__(self, i):
        print("get", i, end=" ")
        return self.a[i]


print(list(reversed(R(1, 2, 3))))


class Rev:
    def __reversed__(self):
        return "anything"


print(reversed(Rev()))
n = 0


def key(x):
    global n
    n += 1
    return -x


print(sorted([3, 1, 2], key=key), n)
l = [3, 1, 2]
s = sorted(l)
print(l, s, l.sort(), l, s is l, sorted(s) is s)
x = [5, 3, 8, 1, 9, 2]
for k in range(1, 7):
    print(sorted(x[:k]), sorted(x[:k], reverse=True), end=" ")
print()
mixed = [1, 2.5, True, 0, -1.5, 2**70, float("inf"), -(2**70)]
print(sorted(mixed), sorted(mixed, reverse=True), sorted(mixed, key=abs), sorted(map(str, mixed)))
print(
    sorted([[1, 2], [1], [0, 9]]),
    sorted([(1, "b"), (1, "a")]),
    sorted([b"b", b"a"]),
    sorted(["é", "e", "z", "É"]),
    sorted([True, False]),
    sorted([None], key=id),
    sorted([1], key=None),
)
h = 7
data = []
for i in range(1000):
    h = (h * 1103515245 + 12345) % 2**31
    data.append((h % 10, i))
s = sorted(data, key=lambda t: t[0])
print(all(a[0] < b[0] or a[0] == b[0] and a[1] < b[1] for a, b in zip(s, s[1:])), s[:3], s[-1])
almost = list(range(1000))
almost[500], almost[501] = almost[501], almost[500]
print(
    sorted(almost) == list(range(1000)),
    sorted(almost[::-1]) == list(range(1000)),
    sorted([1] * 100) == [1] * 100,
    sorted(list(range(50)) * 4)[::20],
)
