class Default(dict):
    def __missing__(self, key):
        print("missing", key)
        self[key] = key * 2
        return self[key]


d = Default(a=1)
print(d["a"], d["b"], d, d.get("c"), "c" in d, d.setdefault("e", 5))
try:
    d[[]]
except TypeError as e:
    print(e)


class Upper(dict):
    def __getitem__(self, k):
        return "get:" + super().__getitem__(k)

    def __setitem__(self, k, v):
        super().__setitem__(k.upper(), v)

    def __contains__(self, k):
        return True

    def __len__(self):
        return 42

    def __iter__(self):
        return iter("custom")

    def keys(self):
        return ["k1"]


u = Upper()
u["abc"] = "x"
u.update(low="y")
print(
    u["ABC"],
    u.get("ABC"),
    u.get("low"),
    "zzz" in u,
    len(u),
    list(u),
    dict.__len__(u),
    repr(u),
    u == {"ABC": "x", "low": "y"},
)
try:
    print(dict(u))
except KeyError as e:
    print("KeyError", e)
print(
    {**Default(q=1)},
    f"{Default(z=1)}",
    Default(a=1) == {"a": 1},
    Default.fromkeys("ab", 0),
    type(Default.fromkeys("a")).__name__,
    type(Default(a=1).copy()).__name__,
    type(Default() | {}).__name__,
)


class Raises(dict):
    def __missing__(self, k):
        raise LookupError("custom " + k)


try:
    Raises()["zip"]
except LookupError as e:
    print(type(e).__name__, e)
print("%(a)s %(b)s" % Default(), "{a}".format_map(Default(a=3)), "{zz}".format_map(Default()))


class NoMissingOnClass(dict):
    pass


n = NoMissingOnClass()
n.__missing__ = lambda k: "instance"
try:
    n["x"]
except KeyError as e:
    print("KeyError", e, n.__dict__.keys())
exec("out.append(undefined_name)", {}, Default(undefined_name="from locals", out=(got := [])))
print(got)
try:
    {}[KeyError("a b")]
except KeyError as e:
    print(repr(e), str(e))
for k in ("plain", 5, (1, 2), None, "", "quo'te"):
    try:
        {}[k]
    except KeyError as e:
        print(str(e), e.args)
