# Lookups of keys that hash by their address, beside keys that do not.
class Plain:
    pass


class Equal:
    """Equal to everything, with the hash of another object."""

    def __init__(self, other):
        self.hash = hash(other)
        self.asked = 0

    def __hash__(self):
        return self.hash

    def __eq__(self, other):
        self.asked += 1
        return True


class OwnHash:
    __hash__ = object.__hash__

    def __eq__(self, other):
        return isinstance(other, (OwnHash, Plain))


table = {int: "int", str: "str", len: "len", Plain: "Plain", None: "None", 7: "seven", (1, 2): "tuple", 1.5: "float"}
keys = [int, str, len, Plain, None, 7, (1, 2), 1.5, list, max, Equal, 8, "text", True]
for _ in range(20):
    found = [table.get(key, "-") for key in keys]
    inside = [key in table for key in keys]
print(found, inside)

plain, missing = Plain(), Plain()
twin = Equal(plain)
table = {1: 1, twin: "twin"}
for _ in range(20):
    answers = table.get(plain), table.get(missing), plain in table
print(answers, twin.asked)
table = {1: 1, plain: "plain"}
for _ in range(20):
    answers = table.get(twin), table.get(plain), table[plain]
print(answers)
own = OwnHash()
table = {1: 1, own: "own"}
for _ in range(20):
    answers = table.get(own), table.get(plain), table.get(OwnHash())
print(answers)

# Stores of ints and str, new and old, in tables of all kinds.
for keys in (range(40), [str(i) for i in range(40)], [0, "0", 1, "1", 2.0, True, 2, None, 2**70, -1, -2]):
    table = {}
    for round in range(3):
        for key in keys:
            table[key] = table.get(key, 0) + round
    print(len(table), list(table.items())[:5], table)
    for key in list(table)[::2]:
        del table[key]
    for key in keys:
        table[key] = key
    print(table)


class Noisy:
    def __init__(self, table):
        self.table = table

    def __del__(self):
        print(len(self.table), self.table.get(5), self.table.get("five"))


table = {}
for key in (5, "five"):
    table[key] = Noisy(table)
    table[key] = "new"
