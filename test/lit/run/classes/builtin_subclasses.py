class L(list):
    def append(self, x):
        super().append(x * 2)

    def __getitem__(self, i):
        return ("got", super().__getitem__(i))

    def __iter__(self):
        return iter(["custom"])

    def __len__(self):
        return 100

    def __contains__(self, x):
        return "contains"


l = L([1, 2])
l.append(3)
print(
    l[0],
    l[-1],
    list(l),
    len(l),
    list.__len__(l),
    99 in l,
    repr(l),
    l + [9],
    type(l + [1]).__name__,
    type(l * 2).__name__,
    type(l.copy()).__name__,
    sorted(l),
    l == [1, 2, 6],
    bool(L()),
    [*l],
    sum([1], 0),
    l.__class__.__name__,
    list.__getitem__(l, 1),
    l.index(2),
    l.pop(),
    l.__reversed__().__next__(),
)
l.extra = "attr"
print(l.extra, l.__dict__)


class D(dict):
    def __getitem__(self, k):
        return "D:" + str(super().get(k))

    def __setitem__(self, k, v):
        super().__setitem__(k, v + 1)


d = D(a=1)
d["b"] = 2
d.update(c=3)
d.setdefault("e", 5)
print(
    d["a"],
    d["zz"],
    d,
    d.get("b"),
    dict(d),
    list(d.values()),
    {**d},
    "%(a)s" % d,
    "{0[a]}".format(d),
    d.pop("a"),
    type(d | {}).__name__,
    type(d.copy()).__name__,
)


class T(tuple):
    def __getitem__(self, i):
        return "T"

    def __repr__(self):
        return "T" + super().__repr__()


t = T([1, 2])
print(t, t[0], list(t), t + (3,), hash(t) == hash((1, 2)), t == (1, 2), {(1, 2): "found"}.get(t))
a, b = t
print(a, b, "%s %s" % t)


class S(str):
    def __getitem__(self, i):
        return "S"

    def __iter__(self):
        return iter("XY")

    def __repr__(self):
        return "S:" + super().__repr__()

    def __hash__(self):
        return super().__hash__()

    def __eq__(self, o):
        return super().__eq__(o)


s = S("abc")
print(
    s,
    repr(s),
    s[0],
    list(s),
    "".join(s),
    "".join([s, s]),
    s + "d",
    s.upper(),
    s == "abc",
    {"abc": 1}[s],
    s.split("b"),
    f"{s}{s!r}{s:>5}",
    "%s" % s,
    len(s),
    s.replace("a", "z"),
    "b" in s,
    s in "xabcx",
    "abcabc".find(s),
    sorted(s),
    type(s.strip()).__name__,
    type(S("q") * 1).__name__,
    S(b"x"),
    print(s, end="!\n"),
)


class F(float):
    def __add__(self, o):
        return F(float(self) + o + 100)

    def __eq__(self, o):
        return "F eq"

    __hash__ = float.__hash__


x = F(1.5)
print(
    x + 1,
    type(x + 1).__name__,
    1 + x,
    x * 2,
    x == 1.5,
    1.5 == x,
    round(x),
    int(x),
    sum([x, x]),
    max(x, 1),
    hash(x) == hash(1.5),
)


class B(bytes):
    def __str__(self):
        return "B-str"


b = B(b"ab")
print(b, repr(b), b + b"c", type(b + b"c").__name__, b[0], b == b"ab", b.decode(), str(b))


class E(Exception):
    def __init__(self, code, msg):
        super().__init__(msg)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


try:
    raise E(404, "nope")
except Exception as e:
    print(e, repr(e), e.args, e.code)


class G(set):
    def __contains__(self, x):
        return True


g = G([1])
print(5 in g, g, g | {2}, type(g | {2}).__name__, type(g - {1}).__name__, g == {1}, len(g))


class C(complex):
    pass


print(C(1, 2), C(1, 2) + 1, type(C(1) + 1).__name__)


class BA(bytearray):
    pass


ba = BA(b"q")
ba.tag = 1
ba += b"r"
print(ba, type(ba).__name__, ba.tag, ba[:1], type(ba[:1]).__name__)


class Prop(property):
    pass


class UsesProp:
    @Prop
    def v(self):
        "doc"
        return "pv"


print(UsesProp().v, type(vars(UsesProp)["v"]).__name__, UsesProp.v.__doc__)
