import copy

a = [1, [2, 3], {"k": (4, [5])}]
b, c = copy.copy(a), copy.deepcopy(a)
print(b == a, b is a, b[1] is a[1], c == a, c[1] is a[1], c[2]["k"][1] is a[2]["k"][1])
for v in (
    1,
    "s",
    1.5,
    None,
    True,
    (1, 2),
    b"x",
    len,
    int,
    range(3),
    ...,
    NotImplemented,
    1j,
    lambda: 0,
    type,
):
    assert copy.copy(v) is v and copy.deepcopy(v) is v, v
t = ([1],)
print(copy.copy(t) is t, copy.deepcopy(t) is t, copy.deepcopy(((1,), 2)) == ((1,), 2))
l = [1]
l.append(l)
d = copy.deepcopy(l)
print(d[1] is d, d is l, d)
shared = [0]
x = [shared, shared, {"s": shared}]
y = copy.deepcopy(x)
y[0].append(1)
print(y, x)


class P:
    def __init__(self, v):
        print("init")
        self.v = v
        self.me = self


p = P([1])
q, r = copy.copy(p), copy.deepcopy(p)
print(q.v is p.v, q.me is p, r.v is p.v, r.me is r, type(r).__name__)


class Hooks:
    def __init__(self):
        self.log = []

    def __copy__(self):
        h = Hooks()
        h.log = self.log + ["copied"]
        return h

    def __deepcopy__(self, memo):
        h = Hooks()
        memo[id(self)] = h
        h.log = copy.deepcopy(self.log, memo) + ["deep"]
        return h


h = Hooks()
print(copy.copy(h).log, copy.deepcopy([h, h])[0].log, (z := copy.deepcopy([h, h]))[0] is z[1])


class Reduce:
    def __init__(self, a, b):
        self.a, self.b = a, b

    def __reduce__(self):
        return (Reduce, (self.a, "from reduce"), {"extra": 1})


print(vars(copy.copy(Reduce(1, 2))))


class State:
    def __init__(self):
        self.keep, self.drop = 1, 2

    def __getstate__(self):
        return {"keep": self.keep}

    def __setstate__(self, s):
        self.__dict__.update(s)
        self.restored = True


print(vars(copy.copy(State())), vars(copy.deepcopy(State())))


class Slots:
    __slots__ = ("a", "b")


s = Slots()
s.a = [1]
c = copy.deepcopy(s)
print(c.a, c.a is s.a, hasattr(c, "b"))


class NewArgs(tuple):
    def __new__(cls, a, b):
        return super().__new__(cls, (a, b))

    def __getnewargs__(self):
        return tuple(self)


print(copy.copy(NewArgs(1, [2])), type(copy.deepcopy(NewArgs(1, [2]))).__name__)


class L(list):
    pass


l = L([1, [2]])
l.attr = "x"
c = copy.deepcopy(l)
print(c, c.attr, type(c).__name__, c[1] is l[1])
for bad in ((x for x in []), open("/dev/null")):
    try:
        copy.copy(bad)
        print("copied")
    except TypeError as e:
        print(e)
try:
    raise ValueError("e", [1])
except ValueError as e:
    c = copy.copy(e)
    print(repr(c), c.args == e.args, c.__traceback__)
from collections import OrderedDict, defaultdict, deque, Counter

for v in (
    OrderedDict(a=[1]),
    defaultdict(list, a=[1]),
    deque([[1]], maxlen=3),
    Counter("ab"),
    bytearray(b"x"),
    {1: [2]},
    {(1, 2)},
):
    c = copy.deepcopy(v)
    print(c, type(c) is type(v), c == v, c is v)
m = {}
k = [1]
copy.deepcopy(k, m)
print(len(m), copy.Error.__name__, copy.deepcopy({"a": copy.copy}) == {"a": copy.copy})


def f():
    pass


class WithFunc:
    cb = f

    def __init__(self):
        self.bound = self.meth

    def meth(self):
        return id(self)


w = WithFunc()
w2 = copy.deepcopy(w)
print(w2.bound() == id(w2), w2.bound.__self__ is w2)
