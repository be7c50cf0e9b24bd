# enumerate, zip and dict items in loops that unpack the pair at once.
import traceback


class Logged:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("del", self.name)


def show(pairs):
    result = []
    try:
        for a, b in pairs:
            result.append((a, b))
    except Exception as error:
        result.append((type(error).__name__, str(error)))
    return result


big = (1 << 61) - 3
print(show(enumerate([5, 6, 7])), show(enumerate((1.5, "x", None), 7)), show(enumerate("abc", -1)))
print(show(enumerate(range(5), big)), show(enumerate(range(3), 1 << 80)), show(enumerate([])))
print(show(enumerate(x * x for x in range(4))), show(enumerate({1: 2, 3: 4})), show(enumerate({"k"})))
print(show(zip([1, 2, 3], (4, 5, 6))), show(zip(range(3), [1.0, 2.0])), show(zip([1], [2], [3])), show(zip([1, 2])))
print(show(zip([1, 2, 3], range(2), strict=True)), show(zip([1, 2], range(3), strict=True)), show(zip("ab", "cd")))
print(show({1: 2, "a": None, (3, 4): 5.5}.items()), show({}.items()), show(reversed({1: 2, 3: 4}.items())))
print(show([(1, 2), [3, 4], "56", {7: 0, 8: 0}, range(2)]), show([(1, 2), (3,)]), show([(1, 2, 3)]), show([1]))
print(show(enumerate(enumerate("xy"))), show(map(divmod, [7, 8], [2, 3])), show(zip(zip("ab"), zip("cd"))))
same = iter([1, 2, 3, 4, 5])
print(show(zip(same, same)), list(same))
left, right = iter([1, 2, 3, 4]), iter([1, 2])
print(show(zip(left, right)), list(left), list(right))
left, right = iter(range(4)), iter(range(2))
print(show(zip(right, left)), list(left), list(right))


def grows(items):
    for i, x in enumerate(items):
        if i < 5:
            items.append(x + i)
    return items


def shrinks(items):
    seen = []
    for i, x in enumerate(items):
        seen.append((i, x))
        items.pop(0)
    return seen, items


print(grows([1, 2, 3]), shrinks([1, 2, 3, 4, 5]), shrinks(["a", "b", "c"]))


def changes(table, when, change):
    seen = []
    try:
        for key, value in table.items():
            seen.append((key, value))
            if len(seen) == when:
                change(table)
    except RuntimeError as error:
        seen.append(str(error))
    return seen


def replace(table):
    del table["b"]
    table["z"] = 26


def other(table):
    table["c"] = "changed"
    table["a"] = "late"


letters = {"a": 1, "b": 2, "c": 3, "d": 4}
print(changes(dict(letters), 2, lambda t: t.update(e=5)), changes(dict(letters), 2, lambda t: t.pop("a")))
print(changes(dict(letters), 1, replace), changes(dict(letters), 1, other), changes(dict(letters), 4, dict.clear))
removed = dict.fromkeys(range(20), 0)
for key in (0, 1, 2, 7, 19):
    del removed[key]
print(show(removed.items()))
numbers = {1: 1}
for name, value in list(globals().items()):
    if name in ("big", "same", "numbers"):
        print(name, value if name != "same" else None)


def held():
    iterator = enumerate([10, 20, 30, 40])
    first = next(iterator)
    for i, x in iterator:
        print(first, i, x)
        if i == 2:
            print(next(iterator))
    print(first)


held()


def dies(items):
    for i, x in enumerate(items):
        items[i] = None
        print("have", i, x)
        x = None
        print("dropped", i)
    print("end")


dies([Logged("p"), Logged("q"), Logged("r")])


def fresh():
    for i, x in enumerate(Logged(f"f{k}") for k in range(3)):
        print(i, x)
    for i, x in zip([Logged("z0"), Logged("z1")], iter(lambda: Logged("same"), None)):
        print(i, x)
    print("end")


fresh()


def breaks():
    for i, x in enumerate([3, 4, 5]):
        if x == 4:
            break
    else:
        i = None
    for k, v in {1: 2}.items():
        continue
    else:
        k = "else"
    return i, x, k, v


print(breaks())


def fails(pairs):
    total = 0
    for a, b in \
            pairs:
        total += a
    return total


for pairs in ([(1, 2), (3, 4, 5)], enumerate(5 for _ in range(2)), [(1, 2), 3], zip([1], iter(int, 1))):
    try:
        print(fails(pairs))
    except Exception:
        print(traceback.format_exc())


class Custom:
    def __iter__(self):
        return self

    def __next__(self):
        self.n = getattr(self, "n", 0) + 1
        if self.n > 2:
            raise StopIteration
        return self.n, -self.n


class Counting(enumerate):
    def __next__(self):
        i, x = super().__next__()
        return x, i


print(show(Custom()), show(Counting("ab")), show(enumerate(Custom())))


def nested(grid):
    total = 0
    for y, row in enumerate(grid):
        for x, (a, b) in enumerate(row):
            total += (y + 1) * (x + 1) * (a - b)
    return total


print(nested([[(1, 2), (5, 3)], [(0.5, 0.25)], []]))
print([(i, x) for i, x in enumerate("abc")], {i: x for i, x in zip("abc", range(3))}, sum(i * x for i, x in enumerate(range(9))))
