import contextvars
import keyword
import reprlib
import textwrap

v = contextvars.ContextVar("v", default=1)
print(v.get(), v.name, v.get(5))
t = v.set(10)
print(v.get(), t.old_value is contextvars.Token.MISSING, t.var is v)
v.reset(t)
print(v.get())
try:
    v.reset(t)
except RuntimeError as e:
    print(str(e).split(" at ")[0].split("<")[0])
w = contextvars.ContextVar("w")
try:
    w.get()
except LookupError as e:
    print(type(e).__name__)
ctx = contextvars.copy_context()


def inside():
    v.set(99)
    w.set("in ctx")
    return v.get(), w.get()


print(ctx.run(inside), v.get(), ctx[v], w in ctx, len(ctx), ctx.get(w), sorted(x.name for x in ctx))
try:
    ctx.run(ctx.run, inside)
except RuntimeError as e:
    print(str(e).split(":")[0])
print(
    keyword.iskeyword("for"),
    keyword.iskeyword("match"),
    keyword.issoftkeyword("match"),
    len(keyword.kwlist),
    keyword.softkwlist,
)
print(
    textwrap.fill("The quick brown fox jumps over the lazy dog and runs away", 20),
    textwrap.dedent("""\
    a
      b
    c"""),
    textwrap.indent("x\ny\n", "> "),
    textwrap.shorten("hello wonderful big world", 15),
    textwrap.wrap("aaa bbb ccc", 7),
    sep="\n",
)
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}))


class R:
    @reprlib.recursive_repr("<...>")
    def __repr__(self):
        return f"R({self.me!r})"


r = R()
r.me = r
print(r)
import numbers

print(
    isinstance(1, numbers.Integral),
    isinstance(1.5, numbers.Real),
    isinstance(1j, numbers.Complex),
    isinstance(True, numbers.Number),
    issubclass(int, numbers.Rational),
)
import linecache, inspect


def sample(a, b=2, *c, d, e=5, **f) -> int:
    "doc"


s = inspect.signature(sample)
print(
    s,
    list(s.parameters),
    s.return_annotation,
    s.parameters["b"].default,
    [p.kind.name for p in s.parameters.values()],
    inspect.isfunction(sample),
    inspect.getdoc(sample),
    inspect.isclass(int),
    s.bind(1, d=4).arguments,
    inspect.signature(lambda x, /, y: 0),
)
try:
    s.bind()
except TypeError as e:
    print(e)
