class O:
    attr = "A"
    sub = {"k": [1, 2, {"d": "deep"}]}

    def __format__(self, s):
        return f"O[{s}]"

    def __repr__(self):
        return "Orepr"


o = O()
cases = [
    ("{}", (1,)),
    ("{} {}", (1, 2)),
    ("{0} {0}", (1,)),
    ("{1}{0}", (1, 2)),
    ("{0.attr}", (o,)),
    ("{0.sub[k][2][d]}", (o,)),
    ("{0[0]} {0[1]}", ([1, 2],)),
    ("{0[a b]}", ({"a b": 1},)),
    ("{0[-1]}", ({"-1": "strkey"},)),
    ("{!r} {!s} {!a}", ("é", "é", "é")),
    ("{:>5}|{:<5}|{:^5}", (1, 2, 3)),
    ("{:{}}|{:{}.{}}", (1, 5, 2.5, 8, 3)),
    ("{0:{1}}", (1, ">4")),
    ("{:{w}}", (1,)),
    ("{{}}{}{{", (1,)),
    ("{0.real}{0.imag}", (5,)),
    ("{:x}{:o}{:b}", (255, 8, 5)),
    ("{:%H}", (o,)),
    ("{!r:>8}", (o,)),
    ("{:,}", (1234567,)),
    ("{0!s:*^7}", ("ab",)),
    ("{:}", (1,)),
    ("{0}{1}{2}", "abc"),
    ("{a}{b}", ()),
    ("{a[0]}{a[1]}", ()),
    ("{:é^5}", (1,)),
    ("{0:}{0!r:}", (o,)),
    ("{x.y}", ()),
]
for f, a in cases:
    try:
        print(repr(f), repr(f.format(*a, a="AA", b="BB", w=6)))
    except Exception as e:
        print(repr(f), type(e).__name__, e)
for f, a in (
    ("{", ()),
    ("}", ()),
    ("{0", (1,)),
    ("{}{0}", (1,)),
    ("{0}{}", (1,)),
    ("{}", ()),
    ("{1}", (1,)),
    ("{x}", ()),
    ("{0.nope}", (o,)),
    ("{0[9]}", ([1],)),
    ("{0[k}", ({},)),
    ("{0.}", (o,)),
    ("{0[]}", ([1],)),
    ("{!z}", (1,)),
    ("{!}", (1,)),
    ("{!rr}", (1,)),
    ("{0!r x}", (1,)),
    ("{:d}", ("s",)),
    ("{:{:{}}}", (1, 2, 3)),
    ("{:5.2d}", (1,)),
    ("{0[0].x}", ([o],)),
    ("{0]}", (1,)),
    ("{-1}", (1,)),
    ("{ 0 }", (1,)),
    ("{0:}}", (1,)),
    ("{99999999999999999999}", (1,)),
    ("{0x}", (1,)),
    ("{[a]}", ({"a": 1},)),
    ("{.attr}", (o,)),
    ("{:}}}", (1,)),
    ("{a.b}", ()),
):
    try:
        print(repr(f), repr(f.format(*a)))
    except Exception as e:
        print(repr(f), type(e).__name__, e)


class D(dict):
    def __missing__(self, k):
        return f"<{k}>"


print("{a} {b}".format_map(D(a=1)), "{a[x]}".format_map({"a": {"x": 5}}))
try:
    "{a}".format_map({})
except KeyError as e:
    print("KeyError", e)
try:
    "{}".format_map({})
except ValueError as e:
    print(e)
for spec in ("", "5", "<5", ">5", "^5", "x^7", "s", ".2", "5.1", "05", "<05", "{^5", "\0<4"):
    print(repr(spec), repr(format("abc", spec)))
for spec in ("d", "=5", "+", ",", "#", "f", ".s", "5s5", " "):
    try:
        print(repr(spec), repr(format("abc", spec)))
    except ValueError as e:
        print(repr(spec), e)
for v in (None, [1], (1,), {"a": 1}, object, len, True, 1 + 2j, b"b", range(3), ...):
    row = [format(v)]
    for spec in ("10", "d", "s"):
        try:
            row.append(format(v, spec))
        except (TypeError, ValueError) as e:
            row.append(f"{type(e).__name__}: {e}")
    print(row)
import string

print(
    list(string.Formatter().parse("a{0!r:>{w}}b{{c}}")),
    string.Formatter().format("{0} {x}", 1, x=2),
    string.Template("$a ${b}c $$").substitute(a=1, b=2),
    string.Template("$a $z").safe_substitute(a=1),
)
try:
    string.Template("$a").substitute()
except KeyError as e:
    print("KeyError", e)
