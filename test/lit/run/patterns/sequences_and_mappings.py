from collections import deque, namedtuple, OrderedDict, defaultdict, UserList
import array


def seq(x):
    match x:
        case []:
            return "empty"
        case [1]:
            return "[1]"
        case [1, *_]:
            return "starts with 1"
        case [*_, 9]:
            return "ends with 9"
        case [a, [b, c], *d]:
            return f"nested {a} {b} {c} {d}"
        case [a, *mid, b]:
            return f"a={a} mid={mid} b={b}"
        case (a,):
            return f"single {a}"
    return "no match"


P = namedtuple("P", "x y")
for v in (
    [],
    (),
    [1],
    [1, 2],
    [5, 9],
    (5, 6, 9),
    [2, [3, 4], 5, 6],
    [2, 3],
    [7],
    range(3),
    deque([2, 3, 4]),
    P(1, 2),
    "str",
    b"bytes",
    bytearray(b"x"),
    {1, 2},
    {1: 2},
    None,
    5,
    array.array("i", [3, 4]),
    UserList([1]),
    iter([1]),
    memoryview(b"ab"),
    (i for i in range(2)),
):
    try:
        print(type(v).__name__, seq(v))
    except Exception as e:
        print(type(v).__name__, type(e).__name__, e)


def mp(x):
    match x:
        case {"type": "circle", "r": r}:
            return f"circle {r}"
        case {"type": "rect", "size": [w, h], **rest}:
            return f"rect {w} {h} {rest}"
        case {"a": {"b": {"c": v}}}:
            return f"deep {v}"
        case {1: one, None: n, "s": t}:
            return f"keys {one} {n} {t}"
        case {"opt": None}:
            return "opt None"
        case {"k": 1 | 2 as k}:
            return f"k {k}"
        case {**rest}:
            return f"rest {rest}"
    return "no"


for v in (
    {"type": "circle", "r": 2},
    {"type": "rect", "size": (1, 2), "color": "red"},
    {"a": {"b": {"c": 7, "d": 8}}},
    {1: "o", None: "n", "s": "t"},
    {1: "o"},
    {"opt": None},
    {"k": 2},
    {"k": 3},
    OrderedDict(z=1),
    defaultdict(int, q=1),
    [("a", 1)],
    "d",
):
    print(mp(v))


class Missing(dict):
    def __missing__(self, k):
        return "made up"


dd = defaultdict(lambda: "default")
match dd:
    case {"nope": v}:
        print("no", v)
    case {}:
        print("defaultdict not triggered", dict(dd))
match Missing():
    case {"nope": v}:
        print("no")
    case _:
        print("missing not triggered")


class Seq:
    def __init__(self, *a):
        self.a = a

    def __len__(self):
        print("len")
        return len(self.a)

    def __getitem__(self, i):
        print("getitem", i)
        return self.a[i]


match Seq(1, 2):
    case [a, b]:
        print("not registered, no")
    case _:
        print("plain class is no sequence")
import collections.abc

collections.abc.Sequence.register(Seq)


class Seq2(Seq, collections.abc.Sequence):
    pass


match Seq2(1, 2, 3, 4):
    case [1, 3, *_]:
        print("no")
    case [a, *_, d] if a == 0:
        print("no")
    case [a, *m, d]:
        print(a, m, d)


class Map(collections.abc.Mapping):
    def __init__(self, d):
        self.d = d

    def __getitem__(self, k):
        print("map get", k)
        return self.d[k]

    def __len__(self):
        return len(self.d)

    def __iter__(self):
        return iter(self.d)

    def get(self, k, default=None):
        print("map .get", k)
        return self.d.get(k, default)

    def keys(self):
        return self.d.keys()


match Map({"x": 1, "y": 2}):
    case {"x": 2}:
        print("no")
    case {"x": 1, **r}:
        print("rest", r)
for bad in (
    "case {'a': 1, 'a': 2}: pass",
    "case [*a, *b]: pass",
    "case {**r, 'x': 1}: pass",
    "case a | b: pass",
    "case (a, a): pass",
    "case a: pass\n    case b: pass",
    "case {f(): 1}: pass",
    "case 1 + 1: pass",
    "case -x: pass",
    "case {**_}: pass",
    "case *a: pass",
    "case [a] | b: pass",
    "case f'x': pass",
    "case A(x=1, x=2): pass",
    "case A(x=1, 2): pass",
    "case _ as _: pass",
    "case 1 as a.b: pass",
    "case x.y(): pass",
):
    try:
        exec("match 1:\n    " + bad)
        print(bad, "ok")
    except SyntaxError as e:
        print(repr(bad), e.msg)
    except NameError as e:
        print(repr(bad), "NameError", e)
match {"a": 1, "b": 2}, [3, [4, {"c": (5, 6)}]]:
    case {"a": a, **r}, [x, [y, {"c": (z, _)}]]:
        print(a, r, x, y, z)
k = "dyn"


class Keys:
    A = "a"


match {"a": 1}:
    case {Keys.A: v}:
        print("value key", v)
