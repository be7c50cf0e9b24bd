class Box:
    def __init__(self, **kw):
        self.__dict__.update(kw)


class Full:
    def __init__(self):
        self.d = {}

    def __repr__(self):
        return "Full()"

    def __str__(self):
        return "full-str"

    def __bytes__(self):
        return b"full-bytes"

    def __format__(self, spec):
        return f"fmt<{spec}>"

    def __hash__(self):
        return 99

    def __bool__(self):
        return True

    def __len__(self):
        return 4

    def __length_hint__(self):
        return 10

    def __getitem__(self, k):
        return ("get", k)

    def __setitem__(self, k, v):
        self.d[str(k)] = v

    def __delitem__(self, k):
        del self.d[str(k)]

    def __contains__(self, k):
        return k == "in"

    def __iter__(self):
        return iter("iter")

    def __reversed__(self):
        return "reversed!"

    def __call__(self, *a, **k):
        return (a, k)

    def __enter__(self):
        return "entered"

    def __exit__(self, *a):
        return True

    def __index__(self):
        return 2

    def __dir__(self):
        return ["z", "y"]

    def __fspath__(self):
        return "/fs/path"

    def __instancecheck__(self, o):
        return "never used"

    def __sizeof__(self):
        return 1


f = Full()
print(
    f,
    repr(f),
    bytes(f),
    f"{f}",
    f"{f:abc}",
    f"{f!r:>8}",
    format(f),
    format(f, "x"),
    "{:q}".format(f),
    hash(f),
    bool(f),
    len(f),
    f[1],
    f[1:2],
    f[1:2, ...],
    f["k"],
    "in" in f,
    "out" in f,
    list(f),
    reversed(f),
    f(1, k=2),
    [10, 20, 30][f],
    dir(f),
)
f[1], f[2:3], f[None] = "a", "b", "c"
print(f.d)
del f[2:3]
print(f.d, "%s|%r|%5s" % (f, f, f))
with f as x:
    print(x)
    raise ValueError("swallowed")
import os

print(os.fspath(f), "abc"[f], range(f), hex(f), "x" * f)


def bad(**methods):
    return type("Bad", (), {f"__{k}__": (lambda v: lambda self, *a: v)(v) for k, v in methods.items()})()


for label, fn in (
    ("repr", lambda: repr(bad(repr=5))),
    ("str", lambda: str(bad(str=None))),
    ("bytes", lambda: bytes(bad(bytes="x"))),
    ("format", lambda: format(bad(format=5))),
    ("hash", lambda: hash(bad(hash="x"))),
    ("bool", lambda: bool(bad(bool=2))),
    ("len", lambda: len(bad(len="x"))),
    ("len neg", lambda: len(bad(len=-1))),
    ("len float", lambda: len(bad(len=1.0))),
    ("iter", lambda: iter(bad(iter=5))),
    ("index", lambda: [1][bad(index="x")]),
    ("int", lambda: int(bad(int="5"))),
    ("float", lambda: float(bad(float=5))),
    ("complex", lambda: complex(bad(complex=5))),
    ("contains", lambda: 1 in bad(contains="truthy")),
    ("dir", lambda: dir(bad(dir=5))),
    ("next", lambda: next(bad(next=7))),
    ("reversed", lambda: reversed(bad(reversed=3))),
    ("fspath", lambda: os.fspath(bad(fspath=3))),
    ("len huge", lambda: len(bad(len=2**70))),
    ("length_hint", lambda: list(bad(iter=iter([1]), length_hint="x"))),
    ("length_hint neg", lambda: list(bad(iter=iter([1]), length_hint=-1))),
):
    try:
        print(label, fn())
    except Exception as e:
        print(label, type(e).__name__, e)
b = Box(x=1)
b.__repr__ = lambda: "instance repr"
b.__len__ = lambda: 3
b.__call__ = lambda: "called"
print(repr(b).startswith("<__main__.Box object"))
for fn in (
    lambda: len(b),
    lambda: b(),
    lambda: b[0],
    lambda: 1 in b,
    lambda: iter(b),
    lambda: reversed(b),
    lambda: b + 1,
    lambda: bytes(b),
    lambda: next(b),
):
    try:
        print(fn())
    except TypeError as e:
        print(e)
try:
    with b:
        pass
except TypeError as e:
    print(e)


class NoneIter:
    __iter__ = None
    __contains__ = None
    __hash__ = None
    __len__ = None
    __call__ = None
    __add__ = None
    __reversed__ = None

    def __getitem__(self, i):
        return i


n = NoneIter()
for fn in (
    lambda: iter(n),
    lambda: 1 in n,
    lambda: hash(n),
    lambda: len(n),
    lambda: n(),
    lambda: n + 1,
    lambda: reversed(n),
    lambda: n[3],
):
    try:
        print(fn())
    except TypeError as e:
        print(e)


class OldSeq:
    def __getitem__(self, i):
        if i >= 3:
            raise IndexError
        return i * 10


o = OldSeq()
print(
    list(o),
    20 in o,
    5 in o,
    [*o],
    dict(zip("abc", o)),
    max(o),
    tuple(reversed(type("S", (OldSeq,), {"__len__": lambda s: 3})())),
)
try:
    reversed(o)
except TypeError as e:
    print(e)
