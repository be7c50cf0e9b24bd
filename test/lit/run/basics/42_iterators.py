class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


print(list(Countdown(3)), sum(Countdown(4)), max(Countdown(5)), 2 in Countdown(3))
a, b, c = Countdown(3)
print(a, b, c)
for x in Countdown(2):
    print(x)


class Seq:
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, i):
        return self.items[i]

    def __len__(self):
        return len(self.items)


s = Seq("x", "y", "z")
print(list(s), len(s), "y" in s, s[1], s[-1], list(reversed(s)), bool(Seq()))
it = iter(s)
print(next(it), list(it), list(it))
vals = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(vals), 0)))
print(list(zip(s, Countdown(9))), dict(zip("ab", s)))
try:
    iter(5)
except TypeError as e:
    print(e)
