it = iter("abcdef")
print(next(it), list(zip(it, range(2))), "".join(it))
it = iter(range(10))
a, b = next(it), next(it)
print(a, b, 5 in it, list(it))
it = iter([1, 2, 3, 4])
for x in it:
    if x == 2:
        break
print(list(it))
it = iter(range(6))
print([(x, next(it)) for x in it])
it = iter(range(5))
try:
    print([(x, next(it)) for x in it])
except StopIteration as e:
    print("StopIteration", e.args)
it = iter(range(10))
print(any(x > 3 for x in it), next(it), all(x < 7 for x in it), next(it), list(it))
it = map(lambda x: x * 2, range(5))
print(max(next(it), next(it)), sum(it), list(it))
it = filter(lambda x: x % 2, iter(range(9)))
print(next(it), tuple(it))
e = enumerate("abc")
next(e)
print(dict(e))
z = zip([1, 2, 3], "ab")
print(next(z), list(z), next(z, "over"))
d = {"a": 1, "b": 2, "c": 3}
it = iter(d.items())
k, v = next(it)
print(k, v, dict(it))
it = iter([3, 1, 2])
print(min(it), max(it, default="empty"), sorted(it))
it = iter("xyz")
first, *rest = it
print(first, rest, next(it, None))
it = iter(range(3))
print(list(it) + list(it), sum(iter(())), "".join(iter(())))


def two_phase(it):
    it = iter(it)
    head = next(it, None)
    if head is None:
        return []
    return [head] + [x - head for x in it]


print(two_phase([5, 7, 9]), two_phase([]), two_phase(x for x in (1, 2)))


def chunks(it, n):
    it = iter(it)
    while True:
        c = []
        for x in it:
            c.append(x)
            if len(c) == n:
                break
        if not c:
            return
        yield c


print(list(chunks("abcdefg", 3)), list(chunks([], 2)))
r = reversed([1, 2, 3])
print(next(r), list(r))
s = iter({1})
print(next(s), next(s, "end"))
it = iter(lambda c=iter([1, 2, 0, 3]): next(c), 0)
print(list(it), list(it))
g = (x for x in range(5))
print(2 in g, 2 in g, list(g))
it = iter([1])
print(next(it, "d"), next(it, "d"), next(it, "d"))
for x in (it2 := iter([1, 2, 3, 4, 5])):
    if x % 2:
        next(it2, None)
    print(x, end=" ")
print()
from itertools import islice, takewhile

it = iter(range(10))
print(list(takewhile(lambda x: x < 3, it)), next(it), list(islice(it, 2)), list(it))
