class A:
    x = 1

    def __getattr__(self, n):
        if n == "boom":
            raise ValueError("boom")
        if n.startswith("d"):
            return n
        raise AttributeError(n)


a = A()
print(
    getattr(a, "x"),
    getattr(a, "dyn"),
    getattr(a, "zz", "default"),
    getattr(a, "zz", None),
    hasattr(a, "x"),
    hasattr(a, "zz"),
    hasattr(a, "dd"),
)
for f in (
    lambda: getattr(a, "zz"),
    lambda: getattr(a, "boom", 1),
    lambda: hasattr(a, "boom"),
    lambda: getattr(a, 5),
    lambda: getattr(a, None, 1),
    lambda: setattr(a, 5, 1),
    lambda: delattr(a, "nope"),
    lambda: delattr(A, "nope"),
    lambda: getattr(),
    lambda: setattr(a, "x"),
    lambda: getattr(a, "x", 1, 2),
    lambda: hasattr(a),
    lambda: vars(1),
    lambda: vars(a, 1),
    lambda: dir(1, 2),
    lambda: delattr(a, 5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
setattr(a, "new", 5)
setattr(a, "with space", 6)
setattr(A, "cls", 7)
print(vars(a), a.new, getattr(a, "with space"), a.cls)
delattr(a, "new")
print(vars(a), hasattr(a, "new"))
for name in ("real", "imag", "bit_length", "nope", "__class__", "__add__", ""):
    print(name, hasattr(5, name), getattr(5, name, "none").__class__.__name__)
print(
    getattr([], "append").__name__,
    getattr("abc", "up" + "per")(),
    getattr(__import__("math"), "pi") > 3,
    getattr(A, "x"),
    getattr(type, "mro").__name__,
)


class S(str):
    pass


print(getattr(a, S("x")), hasattr(5, S("real")))
for n in ("a", "b", "c"):
    setattr(a, n * 2, n)
print(
    sorted(vars(a)),
    [getattr(a, n, None) for n in ("aa", "bb", "zz")],
    sorted(n for n in dir(a) if not n.startswith("_")),
)


class Restricted:
    def __setattr__(self, n, v):
        if n.startswith("_"):
            raise AttributeError(f"cannot set {n}")
        object.__setattr__(self, n, v)

    def __delattr__(self, n):
        raise AttributeError(f"cannot delete {n}")


r = Restricted()
r.ok = 1
for f in (lambda: setattr(r, "_x", 1), lambda: delattr(r, "ok")):
    try:
        f()
    except AttributeError as e:
        print(e)
print(r.ok, vars(r))
