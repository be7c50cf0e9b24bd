# pickle in Python, copyreg, and what objects say of themselves to them.
import collections
import copy
import copyreg
import datetime
import enum
import pickle
import fractions


class Plain:
    def __init__(self):
        self.a, self.b = 1, [2]

    def __eq__(self, other):
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"Plain({self.__dict__})"


class Slots:
    __slots__ = ("x", "y", "__dict__")


class State:
    def __getstate__(self):
        return {"saved": 1}

    def __setstate__(self, state):
        self.restored = state


class Reduce:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return Reduce, (1, 2), {"extra": 3}


class NewArgs(int):
    def __new__(cls, v, w):
        self = int.__new__(cls, v)
        self.w = w
        return self

    def __getnewargs__(self):
        return int(self), self.w


class Color(enum.Enum):
    RED = 1
    BLUE = 2


Point = collections.namedtuple("Point", "x y")


class Err(Exception):
    def __init__(self, a, b=2):
        super().__init__(a)
        self.b = b


def function():
    pass


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        return type(e).__name__, str(e).split(" at 0x")[0]


s = Slots()
s.x, s.z = 1, 2
shared = [1]
values = [None, True, 5, -1, 10**30, 1.5, float("inf"), 2j, "text é \ud800", b"bytes", bytearray(b"x"), (), (1,), (1, 2, 3, 4), [1, [2]],
          {"a": 1}, {1, 2}, frozenset([3]), Plain(), Color.RED, Point(1, 2), collections.OrderedDict(a=1), collections.deque([1], 3),
          collections.defaultdict(list, {1: [2]}), collections.Counter("aab"), range(1, 10, 2), slice(1, 2), fractions.Fraction(1, 3), function, len, Plain, int,
          ..., NotImplemented, [shared, shared], datetime.timedelta(1) if hasattr(datetime, "x") else 0]
for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
    out = []
    for v in values:
        try:
            w = pickle.loads(pickle.dumps(v, protocol))
            out.append(w == v and type(w) is type(v))
        except Exception as e:
            out.append((repr(v), type(e).__name__, str(e)))
    print(protocol, out)
for protocol in (0, 2, 4):
    t = pickle.loads(pickle.dumps(s, protocol)) if protocol > 1 else attempt(pickle.dumps, s, protocol)
    print(t if protocol < 2 else (t.x, t.z, hasattr(t, "y")))
    print(pickle.loads(pickle.dumps(State(), protocol)).restored)
    r = pickle.loads(pickle.dumps(Reduce(), protocol))
    print(r.args, r.extra)
    n = pickle.loads(pickle.dumps(NewArgs(5, 6), protocol)) if protocol > 1 else None
    print(n, n and n.w)
    e = pickle.loads(pickle.dumps(Err(1, 3), protocol))
    print(repr(e), e.b, e.args)
l = pickle.loads(pickle.dumps([shared, shared]))
print(l[0] is l[1])
cyc = []
cyc.append(cyc)
back = pickle.loads(pickle.dumps(cyc))
print(back[0] is back)
p = Plain()
p.me = p
q = pickle.loads(pickle.dumps(p))
print(q.me is q)
print(attempt(pickle.dumps, lambda: 0), attempt(pickle.dumps, (x for x in [])))
print(attempt(pickle.dumps, open), pickle.dumps([1, "a", 2.5, None, True], 2), pickle.dumps(("x", {1: 2}), 4))


class C:
    pass


copyreg.pickle(C, lambda c: (C, ()))
print(type(pickle.loads(pickle.dumps(C()))), type(copy.copy(C())), C in copyreg.dispatch_table)
print(object().__reduce_ex__(2)[1:], Plain().__reduce_ex__(2)[0].__name__, attempt(object().__reduce_ex__, 1)[0].__name__, attempt(Slots().__reduce_ex__, 0))
print([1].__reduce_ex__(4)[0].__name__, attempt(lambda: iter([1, 2]).__reduce__()), attempt(lambda: enumerate([1]).__reduce__()[0]))
for it in (iter([1, 2, 3]), iter((1, 2)), iter("ab"), iter({1: 2}), reversed([1, 2]), enumerate("ab"), zip([1], [2]), map(str, [1]), iter(range(3)), filter(None, [0, 1])):
    try:
        print(list(pickle.loads(pickle.dumps(it))), end=" ")
    except TypeError as e:
        print(e, end=" ")
print()
for v in (Plain(), s, State(), Reduce(), Color.RED, Point(1, 2), Err(1)):
    c, d = copy.copy(v), copy.deepcopy(v)
    print(type(c).__name__, type(d).__name__, getattr(d, "__dict__", None))
