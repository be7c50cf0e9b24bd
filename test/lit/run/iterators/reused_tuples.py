# enumerate, zip and dict items use their last tuple again when nobody holds it.
print(list(enumerate("abc", 5)), list(zip("abc", range(9))), list({1: 2, 3: 4}.items()))
kept = []
for i, pair in enumerate(zip("abcdef", "uvwxyz")):
    if i % 2:
        kept.append(pair)
print(kept)


class Noisy:
    """Its end steps the iterator whose tuple held it."""

    def __init__(self, name, iterator=None):
        self.name, self.iterator = name, iterator

    def __repr__(self):
        return self.name

    def __del__(self):
        if self.iterator is not None:
            print("end of", self.name, next(self.iterator[0], None))


def feed(holder):
    for name in "abcdef":
        yield Noisy(name, holder if name == "b" else None)


for make in (enumerate, lambda it: zip(it, it), lambda it: zip(range(9), it)):
    holder = []
    iterator = make(feed(holder))
    holder.append(iterator)
    print([str(pair) for pair in iterator])
    holder.clear()


class Sub(enumerate):
    pass


print([pair for pair in Sub("xy", 2**62)], next(Sub([1])), list(enumerate("ab", 2**61 - 1)))
one = iter("abc")
print(list(zip(one, one)), next(one, "nothing"))
for strict in ((1, 2, 3), (1,)):
    try:
        print(list(zip((1, 2), strict, strict=True)))
    except ValueError as error:
        print(error)
iterator = zip([1, 2], [3, 4])
print(next(iterator), iterator.__reduce__()[0], list(iterator))
