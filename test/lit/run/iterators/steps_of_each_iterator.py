# Loops over iterators that native code steps itself: sets, dicts, views, reversed lists, text.
class Logged:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("del", self.name)


def collect(iterable, change=None, when=2):
    seen = []
    try:
        for x in iterable:
            seen.append(x)
            if change and len(seen) == when:
                change()
    except RuntimeError as error:
        seen.append(str(error))
    return seen


numbers, names = set(range(70, 0, -7)), {"only"}
table = {3: "c", 1: "a", "k": 2.5, (1, 2): None, 5: []}
items = [5, 6, 7, 8]
for make in (lambda: numbers, lambda: frozenset(numbers), lambda: names, set, dict, lambda: table, table.keys, table.values,
             lambda: reversed(items), lambda: reversed([1.5, 5e-324, 2.5]), lambda: reversed(["a", None]), lambda: reversed([]),
             lambda: "text", lambda: "", lambda: "h\xe9llo \u20ac", lambda: reversed("abc"), lambda: reversed((1, 2)),
             lambda: reversed(table), lambda: reversed(table.values()), lambda: b"xy", lambda: bytearray(b"zw"),
             lambda: memoryview(b"mn"), lambda: range(1 << 70, (1 << 70) + 2), lambda: iter(int, 0), lambda: map(abs, [-1]),
             lambda: filter(None, [0, 4]), lambda: globals().fromkeys("ab")):
    print(collect(make()))
    iterator = iter(make())
    first = next(iterator, "none")
    print(first, collect(iterator), collect(iterator), next(iterator, "end"))

for copy, change in ((numbers.copy(), lambda s: s.add(1000)), (numbers.copy(), lambda s: s.discard(max(s))),
                     (numbers.copy(), lambda s: s.clear())):
    print(collect(copy, lambda: change(copy)))
for view in (dict.__iter__, dict.keys, dict.values):
    for change in (lambda d: d.update(new=1), lambda d: d.pop(3), dict.clear, lambda d: (d.pop(5), d.update(z=1)),
                   lambda d: d.update({5: "x"})):
        copy = dict(table)
        print(collect(view(copy), lambda: change(copy)))
for change in (lambda l: l.append(9), lambda l: l.clear(), lambda l: l.insert(0, 1), lambda l: l.pop(0), lambda l: l.pop()):
    copy = list(items)
    print(collect(reversed(copy), lambda: change(copy)), copy)


def dies():
    for x in {"k": Logged("value")}.values():
        print("in loop", x)
    x = None
    print("values")
    for x in reversed([Logged("first"), Logged("last")]):
        print("in loop", x)
    x = None
    print("reversed")
    for x in {Logged("key"): 1}:
        print("in loop", x)
    table = {1: Logged("old")}
    for key in table:
        table[key] = None
        print("replaced", key)


dies()
