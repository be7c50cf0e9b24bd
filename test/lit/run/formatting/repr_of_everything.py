import collections, functools, itertools, types, re, array, decimal, enum, dataclasses, operator

L = [1]
L.append(L)
D = {1: L}
D["d"] = D
print(L, D)


@dataclasses.dataclass
class DC:
    a: int
    b: list = dataclasses.field(default_factory=list)
    c: str = dataclasses.field(default="x", repr=False)


class E(enum.Enum):
    A = 1
    B = "b"


class Fl(enum.Flag):
    X = 1
    Y = 2


NT = collections.namedtuple("NT", "x y")
for v in (
    NT(1, "a"),
    collections.OrderedDict(a=1, b=2),
    collections.Counter("aab"),
    collections.defaultdict(int, a=1),
    collections.defaultdict(list),
    collections.deque([1, 2]),
    collections.deque([1], maxlen=3),
    collections.ChainMap({"a": 1}, {"b": 2}),
    DC(1),
    DC(1, [2]),
    E.A,
    E.B,
    E,
    Fl.X | Fl.Y,
    Fl.X,
    Fl(0),
    array.array("i", [1, 2]),
    array.array("d"),
    decimal.Decimal("1.50"),
    itertools.count(3),
    itertools.count(1, 2),
    itertools.repeat(1, 3),
    itertools.repeat("x"),
    re.compile("a+"),
    re.compile("b", re.I | re.M),
    re.match("a(b)", "ab"),
    functools.partial(int, base=2),
    types.SimpleNamespace(a=1, b="x"),
    range(1, 10, 2),
    slice(1, None, 2),
    memoryview,
    type(None),
    NotImplemented,
    Ellipsis,
    len,
    int.__add__.__class__,
    types.MappingProxyType({"a": 1}),
    operator.itemgetter(1, 2),
    operator.attrgetter("a.b"),
    operator.methodcaller("m", 1, k=2),
    bytes(b"a\x00'"),
    bytearray(b"x"),
    frozenset([1]),
    {}.keys(),
    {"a": 1}.items(),
    {1: 2}.values(),
    1e16,
    1j,
    -0.0,
    complex(0, -0.0),
    "it's",
    'q"',
    ValueError("x", 1),
    KeyError("k"),
    StopIteration(),
    ExceptionGroup("g", [ValueError(1)]),
    types.GenericAlias(list, (int,)),
    list[int],
    dict[str, list[int]],
    int | None,
    int | str | list[int],
    tuple[()],
    type,
    object,
    (1,),
    [(), [], {}, set(), "", b""],
    functools.cmp_to_key,
    str.upper,
    "".upper.__name__,
    zip,
    property,
    staticmethod(len),
    classmethod(int),
    super,
    iter,
    E.__members__,
    string_like := str,
):
    r = repr(v)
    print(r if " at " not in r else r.split(" at ")[0])


def f():
    pass


async def g():
    pass


class C:
    def m(self):
        pass

    class N:
        pass


for v in (
    f,
    lambda: 0,
    C.m,
    C().m,
    C,
    C.N,
    C(),
    C.N(),
    (i for i in ()),
    g,
    f.__code__,
    C.__dict__.__class__,
    f.__get__(1),
    object(),
    iter([]),
    zip(),
    map(f, []),
    enumerate([]),
    reversed([]),
    [].__iter__,
    print,
    types,
):
    r = repr(v)
    print(r.split(" at ")[0].split(" from ")[0])
del string_like
s = collections.OrderedDict()
s["self"] = s
print(s, collections.deque([L])[0] is L)
dq = collections.deque()
dq.append(dq)
ns = types.SimpleNamespace()
ns.me = ns
dc = DC(1)
dc.b.append(dc)
p = functools.partial(print)
print(dq, ns, dc)
