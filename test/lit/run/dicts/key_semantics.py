log = []


class K:
    def __init__(self, name, h, eq=None):
        self.name, self.h, self.eq = name, h, eq

    def __hash__(self):
        log.append("hash " + self.name)
        return self.h

    def __eq__(self, o):
        log.append(f"eq {self.name} {getattr(o, 'name', o)}")
        return self.eq(o) if self.eq else self is o

    def __repr__(self):
        return self.name


def show(label, v):
    print(label, v, log)
    log.clear()


a, b, c = K("a", 1), K("b", 1), K("c", 2)
d = {}
d[a] = 1
show("insert a", len(d))
d[b] = 2
show("insert b", len(d))
d[c] = 3
show("insert c", len(d))
show("get a", d[a])
show("in", b in d)
show("get missing", d.get(K("x", 1)))
show("pop", d.pop(b))
same = K("same", 2, lambda o: True)
d[same] = "replaced"
show("replace keeps key", d)
show("setdefault", d.setdefault(a, 9))
show("eq dicts", d == {a: 1, c: "replaced"})
show("copy", len(d.copy()))
show("literal", len({a: 1, a: 2}))
show("set", len({a, b, a}))
show("fromkeys", len(dict.fromkeys([a, b])))
show("list in", b in [a, b])
show("list ne", a in [b, c])


class Bad:
    def __hash__(self):
        raise RuntimeError("no hash")


class BadEq:
    def __hash__(self):
        return 1

    def __eq__(self, o):
        raise RuntimeError("no eq")


class NotInt:
    def __hash__(self):
        return "x"


class NoHash:
    __hash__ = None


class EqOnly:
    def __eq__(self, o):
        return True


for f in (
    lambda: {Bad(): 1},
    lambda: {BadEq(): 1, BadEq(): 2},
    lambda: hash(NotInt()),
    lambda: {NoHash(): 1},
    lambda: {EqOnly()},
    lambda: hash(NoHash()),
    lambda: Bad() in {},
    lambda: BadEq() in {1: 1},
    lambda: {}.pop(Bad(), None),
    lambda: set([Bad()]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Big:
    def __hash__(self):
        return 2**100


print(
    hash(Big()) == hash(2**100),
    hash(-1),
    hash(K("m", -1)),
    isinstance(hash("s"), int),
    hash(None) == hash(None),
    hash(1.0),
    hash((1, 2)) == hash((1, 2)),
)
nan = float("nan")
n = {nan: 1}
print(
    nan in n, n[nan], {1: "a", 1.0: "b", True: "c", 1 + 0j: "d"}, {0: 1, -0.0: 2, False: 3}
)
