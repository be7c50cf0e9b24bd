# Every anchor form, printed through the traceback module.
import traceback

forms = """
1 + "a"
x.attr.deep
x[1][2]
f(1)(2)
f(1, *5)
-x
not undefined
[1, 2, 3][10]
{"a": 1}["b"]
1 < "a"
(1).real.imag.nope
"abc".upper().lower().missing()
len(5) + 1
x @ x
1 if undef else 2
[a for a in 5]
f"{undef!r:>10}"
lambda: 0 + ""
(lambda: 0 + "")()
d["k1"]["k2"]
1 / 0 + 2
2 * (1 / 0)
1 + 2 + (3 + None) + 4
f(f(f(1 / 0)))
x.y = 5
del x[0]
x[0] = 1
a, b = 5
a, *b = None
import nothing_here
from os import nothing_here
assert x == 5, "message"
raise ValueError("raised")
for i in 5: pass
with 5: pass
x += "s"
x[f(1 / 0)] += 1
print(1, undefined_arg, 3)
f(a=1, **{"a": 2})
class C(5): pass
é + "ünïcode" + 5
"日本" + f("漢字", 1 / 0)
x    .    attr
1+\\
"a"
(1
 + None)
global_name_missing
f(1)[2][3]
x.real.foo.bar()
"%d" % "x"
1 << -1
~None
"a" in 5
x is y
await_ + 1
""".strip().replace("\\\n", "\\ ").split("\n")


class X:
    __slots__ = ()

    def __repr__(self):
        return "X()"


forms2 = []
for src in forms:
    if src.startswith(" ") or src.endswith("\\ \"a\""):
        forms2[-1:] = [forms2[-1] + "\n" + src] if src.startswith(" ") else [src.replace("\\ ", "\\\n")]
    else:
        forms2.append(src)
import linecache

for n, src in enumerate(forms2):
    name = f"<form {n}>"
    linecache.cache[name] = (len(src), None, [l + "\n" for l in src.split("\n")], name)
    ns = {"x": X(), "d": {"k1": {}}, "f": lambda a, *r, **k: a, "traceback": traceback}
    try:
        exec(compile(src, name, "exec"), ns)
        print(n, src, "-> ok")
    except Exception as e:
        print("".join(traceback.format_exception(type(e), e, e.__traceback__.tb_next)), end="")
