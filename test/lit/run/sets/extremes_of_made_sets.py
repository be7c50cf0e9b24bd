# min, max and membership of sets that were made item by item, in every way.
import itertools

VALUES = (4, 8, 16, 32, 64, 128, 256, 1, 2, 3, 33, 99, 60, 61, 62, 63, 0, -1)


def made(items):
    yield set(x for x in items)
    yield {x for x in items}
    yield set(items)
    yield frozenset(x for x in items)
    grown = set()
    for x in items:
        grown.add(x)
    yield grown
    grown = set()
    grown.update(x for x in items)
    yield grown


def check(items):
    expected = min(items), max(items), [v for v in range(-2, 130) if v in items]
    for each in made(items):
        found = min(each), max(each), [v for v in range(-2, 130) if v in each]
        if found != expected:
            print(items, found, expected)


count = 0
for n in (1, 2, 3):
    for items in itertools.combinations(VALUES, n):
        check(items)
        count += 1
print(count, min(set(x for x in (64, 4))), max({x for x in (61, 4, 99)}))
