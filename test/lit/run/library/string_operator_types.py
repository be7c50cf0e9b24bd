import operator
import string
import types

print(
    string.ascii_letters,
    string.digits,
    string.hexdigits,
    string.punctuation,
    repr(string.whitespace),
    string.capwords("hello big world"),
    string.capwords("a-b", "-"),
)
t = string.Template("$who owes ${amount} $$")
print(
    t.substitute(who="x", amount=5),
    t.safe_substitute(who="y"),
    t.template,
    t.get_identifiers() if hasattr(t, "get_identifiers") else "",
)
for bad, kw in (("$", {}), ("${", {}), ("$x", {}), ("$1", {})):
    try:
        print(string.Template(bad).substitute(**kw))
    except (ValueError, KeyError) as e:
        print(type(e).__name__, e)
f = string.Formatter()
print(f.format("{0} {x!r:>5}", 1, x="q"), f.vformat("{a[0]}", (), {"a": [5]}), list(f.parse("a{b!r:c}d")))


class MyF(string.Formatter):
    def get_value(self, key, args, kw):
        return f"<{key}>"


print(MyF().format("{x} {0}"))
o = operator
print(
    o.add(1, 2),
    o.sub(5, 3),
    o.mul("a", 3),
    o.truediv(1, 2),
    o.floordiv(7, 2),
    o.mod(7, 3),
    o.pow(2, 3),
    o.neg(1),
    o.pos(1),
    o.invert(5),
    o.not_(0),
    o.truth([]),
    o.is_(1, 1),
    o.is_not(1, None),
    o.and_(6, 3),
    o.or_(6, 3),
    o.xor(6, 3),
    o.lshift(1, 3),
    o.rshift(8, 1),
    o.eq(1, 1),
    o.ne(1, 2),
    o.lt(1, 2),
    o.ge(1, 2),
    o.concat([1], [2]),
    o.contains([1], 1),
    o.countOf("aab", "a"),
    o.indexOf("abc", "c"),
    o.getitem([1, 2], 1),
    o.index(5),
    o.length_hint([1, 2]),
    o.abs(-3),
    o.matmul.__name__,
)
l = [1, 2, 3]
o.setitem(l, 0, 9)
o.delitem(l, 1)
print(l, o.iadd([1], [2]), o.ior({1}, {2}), o.call(max, 1, 2))
g = o.itemgetter(1)
print(
    g("abc"),
    o.itemgetter(0, 2)("abc"),
    o.itemgetter("k")({"k": 1}),
    o.itemgetter(slice(1, None))("abc"),
    o.attrgetter("real")(5),
    o.attrgetter("real", "imag")(1j),
    o.attrgetter("__class__.__name__")(5),
    o.methodcaller("upper")("a"),
    o.methodcaller("split", ",", maxsplit=1)("a,b,c"),
    g,
    o.attrgetter("a.b"),
    o.methodcaller("m", 1, x=2),
    sorted(["b1", "a2"], key=o.itemgetter(1)),
)
for f in (
    lambda: o.itemgetter(),
    lambda: o.itemgetter(5)("a"),
    lambda: o.itemgetter("a")([1]),
    lambda: o.attrgetter(5),
    lambda: o.attrgetter("nope")(1),
    lambda: o.methodcaller(),
    lambda: o.methodcaller("nope")(1),
    lambda: o.indexOf("a", "z"),
    lambda: o.index(1.5),
    lambda: o.add(1),
    lambda: o.length_hint(5, "x"),
    lambda: o.concat(1, 2),
    lambda: o.contains(5, 1),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
n = types.SimpleNamespace(a=1, b=[2])
n.c = 3
del n.a
print(n, n == types.SimpleNamespace(b=[2], c=3), vars(n), n.b)
m = types.MappingProxyType({"a": 1})
print(m, m["a"], len(m), list(m), "a" in m, m | {"b": 2}, m.get("z"), dict(m), m.copy(), m == {"a": 1})
for f in (
    lambda: m.__setitem__("b", 1),
    lambda: m.pop("a"),
    lambda: types.MappingProxyType(5),
    lambda: types.SimpleNamespace(1),
    lambda: n.zz,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
try:
    m["b"] = 1
except TypeError as e:
    print(e)
C = types.new_class("C", (list,), {}, lambda ns: ns.update(x=5))
print(
    C.x,
    C([1]),
    types.resolve_bases((int,)),
    types.FunctionType.__name__,
    types.GeneratorType.__name__,
    isinstance(len, types.BuiltinFunctionType),
    isinstance("".upper, types.BuiltinMethodType),
    isinstance(lambda: 0, types.LambdaType),
    types.NoneType,
    types.EllipsisType,
    types.NotImplementedType,
    types.UnionType,
    types.GenericAlias(list, int),
    types.CellType.__name__,
    types.ModuleType("m").__name__,
    types.DynamicClassAttribute.__name__,
)


class V:
    @types.DynamicClassAttribute
    def d(self):
        return "inst d"


print(V().d)
code = compile("x = 1", "f.py", "exec")
print(code.replace(co_name="renamed").co_name, code.co_consts, code.co_names, type(code).__name__)
