class Boom:
    def __init__(self, which):
        self.which = which

    def __getattribute__(self, n):
        if n == "which":
            return object.__getattribute__(self, n)
        if object.__getattribute__(self, "which") == "getattribute":
            raise ValueError("getattribute " + n)
        return object.__getattribute__(self, n)

    def _b(self, n):
        if object.__getattribute__(self, "which") == n:
            raise ValueError(n)

    def __repr__(self):
        self._b("repr")
        return "B"

    def __str__(self):
        self._b("str")
        return "B"

    def __len__(self):
        self._b("len")
        return 1

    def __bool__(self):
        self._b("bool")
        return True

    def __iter__(self):
        self._b("iter")
        return self

    def __next__(self):
        self._b("next")
        raise StopIteration

    def __hash__(self):
        self._b("hash")
        return 1

    def __eq__(self, o):
        self._b("eq")
        return False

    def __lt__(self, o):
        self._b("lt")
        return False

    def __add__(self, o):
        self._b("add")
        return 1

    def __getitem__(self, i):
        self._b("getitem")
        return 1

    def __contains__(self, i):
        self._b("contains")
        return True

    def __call__(self):
        self._b("call")
        return 1

    def __enter__(self):
        self._b("enter")
        return 1

    def __exit__(self, *a):
        self._b("exit")

    def __index__(self):
        self._b("index")
        return 0

    def __format__(self, s):
        self._b("format")
        return ""

    def __setattr__(self, k, v):
        if k == "boom":
            raise ValueError("setattr")
        object.__setattr__(self, k, v)

    def __delattr__(self, k):
        raise ValueError("delattr")

    def __setitem__(self, k, v):
        raise ValueError("setitem")

    def __delitem__(self, k):
        raise ValueError("delitem")

    def __get__(self, o, t):
        raise ValueError("get")


def use_with(b):
    with b:
        pass


def use_set(b):
    b.boom = 1


def use_del(b):
    del b.x


def use_setitem(b):
    b[0] = 1


def use_delitem(b):
    del b[0]


def unpack(b):
    x, y = b


uses = {
    "repr": [repr, lambda b: [b].__repr__(), lambda b: f"{b!r}", lambda b: "%r" % b, lambda b: str({1: b})],
    "str": [str, print, lambda b: "%s" % b, lambda b: "".join([str(b)])],
    "len": [len, lambda b: list(reversed(b))],
    "bool": [
        bool,
        lambda b: not b,
        lambda b: b and 1,
        lambda b: 1 if b else 2,
        lambda b: any([b]),
        lambda b: list(filter(None, [b])),
        lambda b: [x for x in [1] if b],
    ],
    "iter": [
        list,
        iter,
        lambda b: [*b],
        lambda b: max(b),
        unpack,
        lambda b: dict(b),
        lambda b: print(*b),
        lambda b: (yield_ for yield_ in b),
        lambda b: sum(b),
        lambda b: "".join(b),
        lambda b: list(zip(b)),
        lambda b: set(b),
    ],
    "next": [
        list,
        next,
        lambda b: tuple(b),
        lambda b: [x for x in b],
        unpack,
        lambda b: sorted(b),
        lambda b: {x: 1 for x in b},
        lambda b: list(enumerate(b)),
        lambda b: list(map(str, b)),
    ],
    "hash": [
        hash,
        lambda b: {b},
        lambda b: {b: 1},
        lambda b: {}.get(b),
        lambda b: b in set(),
        lambda b: frozenset([b]),
        lambda b: hash((1, b)),
    ],
    "eq": [
        lambda b: b == 1,
        lambda b: b in [1],
        lambda b: [b] == [1],
        lambda b: [1].index(b),
        lambda b: [b].remove(5),
        lambda b: (b,) != (1,),
        lambda b: [1].count(b),
        lambda b: {1: b} == {1: 2},
    ],
    "lt": [
        lambda b: b < 1,
        lambda b: sorted([b, b]),
        lambda b: min(1, b),
        lambda b: [b] < [1],
        lambda b: 1 > b,
    ],
    "add": [lambda b: b + 1, lambda b: sum([b], b), lambda b: exec("b += 1", {"b": b})],
    "getitem": [lambda b: b[0], lambda b: b[0:1], lambda b: "%(a)s" % b, lambda b: "{0[0]}".format(b)],
    "contains": [lambda b: 1 in b, lambda b: 1 not in b],
    "call": [
        lambda b: b(),
        lambda b: list(map(lambda q: b(), [1])),
        lambda b: sorted([1, 2], key=lambda x: b()),
    ],
    "enter": [use_with],
    "exit": [use_with],
    "index": [
        lambda b: [1][b],
        lambda b: range(b),
        lambda b: "x" * b,
        lambda b: bin(b),
        lambda b: [1, 2][b:],
    ],
    "format": [format, lambda b: f"{b}", lambda b: "{}".format(b)],
    "getattribute": [lambda b: b.x, lambda b: hasattr(b, "x"), lambda b: getattr(b, "x", 1)],
    "set": [
        use_set,
        use_del,
        use_setitem,
        use_delitem,
        lambda b: type("T", (), {"a": b})().a,
        lambda b: type("T", (), {"a": b}).a,
    ],
}
for which, fs in uses.items():
    row = []
    for f in fs:
        try:
            f(Boom(which))
            row.append("ok")
        except ValueError as e:
            row.append(str(e))
        except Exception as e:
            row.append(type(e).__name__ + ": " + str(e))
    print(which, row)
