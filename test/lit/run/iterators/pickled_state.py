# What iterators say of themselves: length hints, __reduce__, __setstate__.
import operator


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def show(make):
    it = make()
    print(type(it).__name__, operator.length_hint(it, -1), end=" ")
    next(it)
    print(operator.length_hint(it, -1), end=" ")
    r = it.__reduce__()
    print(r[0].__name__ if hasattr(r[0], "__name__") else r[0], r[1:], end=" ")
    again = r[0](*r[1])
    if len(r) > 2 and hasattr(again, "__setstate__") and r[2] is not None:
        again.__setstate__(r[2])
    print(list(again) == list(it), next(it, "end"), it.__reduce__()[1:])


class Sequence:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10

    def __repr__(self):
        return "Sequence"


sequence = Sequence()
show(lambda: iter([1, 2, 3]))
show(lambda: reversed([1, 2, 3]))
show(lambda: iter((1, 2, 3)))
show(lambda: reversed((1, 2, 3)))
show(lambda: iter(range(3)))
show(lambda: iter(range(2**70, 2**70 + 3)))
show(lambda: reversed(range(0, 10, 4)))
show(lambda: iter({5: 6, 7: 8}))
show(lambda: iter({5: 6, 7: 8}.values()))
show(lambda: iter({5: 6, 7: 8}.items()))
show(lambda: reversed({5: 6, 7: 8}))
show(lambda: iter({1, 2, 3}))
show(lambda: iter(sequence))
show(lambda: reversed(sequence))
e = enumerate([1, 2, 3], 5)
print(next(e), e.__reduce__()[0].__name__, list(e))
z = zip([1, 2, 3], (4, 5, 6))
print(next(z), z.__reduce__()[0].__name__, len(z.__reduce__()[1]), list(z))

for it in (iter([1, 2, 3]), iter((1, 2, 3)), iter(range(3)), iter(sequence)):
    it.__setstate__(1)
    print(next(it), end=" ")
    it.__setstate__(-5)
    print(next(it), end=" ")
    it.__setstate__(100)
    print(next(it, "end"))
it = reversed([1, 2, 3])
it.__setstate__(0)
print(list(it))
attempt(lambda: iter([]).__setstate__("x"))
attempt(lambda: iter([]).__setstate__(2**70))

calls = []
it = iter(lambda: calls.append(1) or len(calls), 3)
print(list(it), len(calls), next(it, "end"), len(calls))


def stop():
    raise StopIteration("early")


print(list(iter(stop, 1)))
z = zip([1, 2], [3], strict=True)
attempt(lambda: list(z))
z = zip([1], [2, 3])
z.__setstate__(True)
attempt(lambda: list(z))
print(zip([1], strict=True).__reduce__()[2:])
print(list(enumerate("ab", 2**62 - 1)), list(enumerate("ab", 2**70)))
e = enumerate([7, 8])
next(e)
print(e.__reduce__()[1][1])
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(filter(None, [0, 1, "", "x"])))
f = filter(lambda v: v > 1, [1, 2, 3])
print(next(f), list(f), next(f, "end"))
for make in (
    lambda: map(),
    lambda: filter(1),
    lambda: zip(1),
    lambda: enumerate(),
    lambda: reversed({1}),
    lambda: reversed(5),
    lambda: iter(5),
    lambda: iter(5, 5),
    lambda: map(1, [1]).__next__(),
):
    attempt(make)
# A generator and a list iterator that meet the end stay there.
x = [1]
it = iter(x)
print(next(it), next(it, "end"))
x.append(2)
print(next(it, "end"))
d = {1: 1, 2: 2}
it = iter(d.items())
pair = next(it)
print(pair, next(it), pair)
