from collections import (
    ChainMap,
    Counter,
    OrderedDict,
    UserDict,
    UserList,
    UserString,
    defaultdict,
    deque,
    namedtuple,
)

d = deque([1, 2, 3], maxlen=4)
d.append(4)
d.append(5)
d.appendleft(0)
print(d, d.maxlen, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.extend("ab")
d.extendleft("x")
d.rotate(1)
print(d, list(reversed(d)), d.count("a"), d.index("a"), "a" in d)
d.rotate(-2)
d.insert(1, "i") if len(d) < 4 else None
d.remove("a")
d.reverse()
print(
    d,
    d.copy(),
    d + deque([9]),
    deque([1]) * 3,
    deque([1, 2]) == deque([1, 2]),
    deque([1]) < deque([2]),
    bool(deque()),
)
d[0] = "set"
del d[1]
print(d)
for f in (
    lambda: deque().pop(),
    lambda: deque().popleft(),
    lambda: deque([1])[5],
    lambda: deque([1]).remove(2),
    lambda: deque([1]).index(5),
    lambda: deque(5),
    lambda: deque([], -1),
    lambda: deque([], "x"),
    lambda: hash(deque()),
    lambda: deque([1])[0:1],
    lambda: deque([1], 1).insert(0, 2),
    lambda: deque().rotate("x"),
    lambda: deque([1]) + [2],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
q = deque([1, 2])
try:
    for x in q:
        q.append(x)
except RuntimeError as e:
    print(e)
dd = defaultdict(list)
dd["a"].append(1)
dd["b"]
print(
    dd,
    dict(dd),
    dd.default_factory,
    "z" in dd,
    dd.get("z"),
    dd == {"a": [1], "b": []},
    defaultdict(int, x=1)["y"],
    dd.copy(),
    defaultdict(None, a=1),
)
try:
    defaultdict()["k"]
except KeyError as e:
    print("KeyError", e)
try:
    defaultdict(5)
except TypeError as e:
    print(e)
dd.default_factory = lambda: "new"
print(dd["q"], dict(dd | {"r": 1}), type(dd | {}).__name__)
c = Counter("abracadabra")
print(
    c,
    c["a"],
    c["zz"],
    c.most_common(2),
    sorted(c.elements())[:4],
    c.total(),
    Counter(a=1) + Counter(a=2, b=1),
    c - Counter("aaaaab"),
    c & Counter("abz"),
    Counter("ab") | Counter("bb"),
    +Counter(a=-1, b=2),
    -Counter(a=-1),
    Counter({"a": 0}) == Counter(),
    Counter("ab") <= Counter("aab"),
)
c.update("aaz")
c.subtract({"b": 5})
del c["z"]
del c["not there"]
print(
    c,
    dict(c),
    Counter([1, 1, 2]).most_common(),
    Counter(x=2, y=0).elements().__class__.__name__,
    list(Counter(x=2, y=-1).elements()),
)
od = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
od.move_to_end("a")
od.move_to_end("c", last=False)
print(
    od,
    od.popitem(),
    od.popitem(last=False),
    od,
    list(reversed(OrderedDict(x=1, y=2))),
    OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1),
    OrderedDict(a=1, b=2) == {"b": 2, "a": 1},
    od | {"n": 1},
)
for f in (
    lambda: OrderedDict().popitem(),
    lambda: OrderedDict().move_to_end("x"),
    lambda: OrderedDict()["x"],
):
    try:
        print(f())
    except KeyError as e:
        print("KeyError", e)
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
print(
    p,
    p.x,
    p.y,
    p[0],
    p._replace(x=9),
    p._asdict(),
    P._fields,
    P._field_defaults,
    P._make([7, 8]),
    P(y=1, x=2),
    p == (1, 5),
    len(p),
    [*p],
    p + (1,),
    hash(p) == hash((1, 5)),
    P.__doc__,
    repr(P.x)[:20],
    P(*"ab"),
)
for f in (
    lambda: P(),
    lambda: P(1, 2, 3),
    lambda: P(z=1),
    lambda: p._replace(q=1),
    lambda: setattr(p, "x", 1),
    lambda: namedtuple("N", "a a"),
    lambda: namedtuple("N", "class"),
    lambda: namedtuple("N", "_x"),
    lambda: namedtuple("1N", "x"),
    lambda: namedtuple("N", "a", defaults=[1, 2]),
    lambda: P._make([1]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    namedtuple("R", "a class a", rename=True)._fields,
    namedtuple("S", ["u", "v"])(1, 2),
    namedtuple("T", "a, b")(1, 2),
)


class Pt(namedtuple("Base", "x y")):
    __slots__ = ()

    @property
    def norm(self):
        return (self.x**2 + self.y**2) ** 0.5


print(Pt(3, 4).norm, Pt(3, 4), Pt(1, 2)._replace(y=0))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 4
print(
    m["a"], m["b"], m, dict(m), len(m), m.new_child({"a": 0})["a"], m.parents, list(m), "b" in m, m.get("z")
)
try:
    del m["b"]
except KeyError as e:
    print("KeyError", e)


class UD(UserDict):
    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)


u = UD(a=1)
u["b"] = 2
u.update(c=3)
print(u, u.data, UserList([1, 2]) + [3], UserString("ab").upper() + "c", type(UserList([1]) + [2]).__name__)
