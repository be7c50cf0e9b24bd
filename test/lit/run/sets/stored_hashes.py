# Sets and dicts use the hashes that another has stored; comparison notices lists that it shortens.


class Counting(int):
    count = 0

    def __hash__(self):
        Counting.count += 1
        return int.__hash__(self)


items = dict.fromkeys(map(Counting, range(10)))


def show(what):
    print(what, Counting.count)


show("fromkeys")
other = set(items)
show("set")
print(len(other.difference(items)), len(other.difference(dict(items))))
show("difference")
print(len(dict.fromkeys(other)), len(dict.fromkeys(frozenset(other), 1)), list(dict.fromkeys({"a"}, 2)))
show("fromkeys of sets")
print(other.difference({"a": 1}) == other, {"a", 1}.difference({"a": 1}), {"a"}.difference({1: 1, "a": 2}))


class Clears:
    def __init__(self, target):
        self.target = target

    def __eq__(self, other):
        self.target.clear()
        return NotImplemented


first, second = [], []
first.append(Clears(second))
second.append(Clears(first))
print(first == second, first, second)
third = []
third.append(Clears(third))
print(third == [1], third)


class Names:
    """A namespace that is no dict."""

    def __init__(self):
        self.items = {}

    def __getitem__(self, name):
        print("get", name)
        return self.items[name]

    def __setitem__(self, name, value):
        print("set", name)
        self.items[name] = value


exec("x: int = 1", {}, Names())
