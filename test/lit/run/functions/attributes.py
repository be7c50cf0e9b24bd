def outer():
    """Doc of outer."""
    cell = 1

    def inner(a: int, b: "str" = "x", *c, d: float = 1.0, **e) -> None:
        "inner doc"
        return cell

    return inner


f = outer()
print(
    f.__name__,
    f.__qualname__,
    f.__doc__,
    f.__module__,
    f.__defaults__,
    f.__kwdefaults__,
    f.__annotations__,
    f.__dict__,
)
print(
    outer.__doc__,
    outer.__closure__,
    f.__closure__[0].cell_contents,
    f.__code__.co_freevars,
    outer.__code__.co_cellvars,
)
c = f.__code__
print(
    c.co_name,
    c.co_argcount,
    c.co_kwonlyargcount,
    c.co_posonlyargcount,
    c.co_varnames,
    c.co_nlocals,
    c.co_flags & 0x0C,
    c.co_firstlineno,
    c.co_qualname,
)
f.custom = 1
f.__name__ = "renamed"
f.__qualname__ = "Q.renamed"
f.__doc__ = None
print(
    f.custom,
    f.__dict__,
    f.__name__,
    f.__qualname__,
    f.__doc__,
    repr(f).split(" at ")[0],
    f.__globals__ is globals(),
)
for code in (
    "f.__name__ = 5",
    "f.__qualname__ = None",
    "f.__defaults__ = [1]",
    "f.__kwdefaults__ = 5",
    "f.__code__ = 5",
    "f.__globals__ = {}",
    "f.__closure__ = ()",
    "del f.__name__",
    "f.nope",
    "f.__dict__ = 5",
    "f.__code__ = outer.__code__",
    "del f.__code__",
):
    try:
        exec(code)
    except Exception as e:
        print(code, type(e).__name__, e)


def one():
    return 1


def two():
    return 2


one.__code__ = two.__code__
print(one(), one.__name__, one == one, one == two, hash(one) == hash(one), callable(one), type(one).__name__)
lam = lambda: 0
print(
    lam.__name__,
    lam.__qualname__,
    (lambda: (lambda: 0))().__qualname__,
    [x for x in [lambda: 0]][0].__qualname__,
)


class C:
    def m(self):
        "m doc"

    l = lambda self: 0

    class D:
        def n(self):
            def local():
                pass

            return local


print(
    C.m.__qualname__,
    C().m.__qualname__,
    C.l.__qualname__,
    C.D.n.__qualname__,
    C.D().n().__qualname__,
    C().m.__doc__,
    C().m.__func__ is C.m,
    C.m.__get__(None, C) is C.m,
)
o = C()
b = o.m
print(b.__self__ is o, b.__name__, b == o.m, b is o.m, hash(b) == hash(o.m), C().m == C().m, type(b).__name__)
try:
    b.attr = 1
except AttributeError as e:
    print(e)
print(
    len.__name__,
    len.__qualname__,
    len.__module__,
    [].append.__name__,
    [].append.__self__,
    [].append.__qualname__,
    "".join.__name__,
    str.join.__name__,
    str.join.__qualname__,
    type(len).__name__,
    type([].append).__name__,
    type(str.join).__name__,
    type(str.__add__).__name__,
    type("".__add__).__name__,
    print.__self__,
)
import types

g = types.FunctionType(two.__code__, {}, "made", (), ())
print(
    g(),
    g.__name__,
    types.MethodType(lambda s, x: (s, x), "self")(5),
    repr(types.MethodType(len, "abc"))[:20],
    types.MethodType(len, "abc")(),
)
