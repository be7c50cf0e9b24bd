print(eval("1 + 2"), eval("[x * 2 for x in range(3)]"), eval(" 5 "), eval("lambda a: a + 1")(1))
ns = {}
exec("a = 1\nb = a + 1\ndef f(x):\n    return x + b\n", ns)
print(ns["a"], ns["b"], ns["f"](10), sorted(k for k in ns if k != "__builtins__"), exec("pass"))
c = compile("x * y", "<expr>", "eval")
print(eval(c, {"x": 6, "y": 7}), c.co_filename, c.co_name, type(c).__name__, c.co_names)
s = compile("z = 5\nw = z * 2", "<stmts>", "exec")
g, l = {}, {}
exec(s, g, l)
print(l, "z" in g)
i = compile("40 + 2", "<int>", "single")
exec(i)
exec(compile("None", "<int>", "single"))
for src, mode in (
    ("1 +", "eval"),
    ("x = 1", "eval"),
    ("def", "exec"),
    ("a b", "exec"),
    ("", "eval"),
    ("if x:\npass", "exec"),
    ("(", "exec"),
    ("1", "nope"),
    ("return 1", "exec"),
    ("  x", "exec"),
    ("break", "exec"),
    ("f(**a, *b)", "exec"),
    ("'abc", "exec"),
    ("x = = 1", "exec"),
    ("yield 1", "exec"),
    ("None = 1", "exec"),
    ("f() = 1", "exec"),
    ("a, 1 = b", "exec"),
    ("nonlocal q", "exec"),
    ("def f(a, a): pass", "exec"),
    ("\0", "exec"),
):
    try:
        compile(src, "<test>", mode)
        print("ok", src)
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.filename)
    except ValueError as e:
        print(type(e).__name__, e)


class Ns(dict):
    def __missing__(self, k):
        return "missing:" + k


print(eval("foo + bar", {}, Ns(foo="F-")))
try:
    eval("undefined_thing", {})
except NameError as e:
    print(e)
try:
    exec("1/0", {})
except ZeroDivisionError as e:
    print(e, e.__traceback__.tb_next.tb_frame.f_code.co_filename, e.__traceback__.tb_next.tb_lineno)
for f in (
    lambda: eval(5),
    lambda: exec(5),
    lambda: eval("1", 5),
    lambda: eval("1", {}, 5),
    lambda: exec("1", "x"),
    lambda: compile(5, "f", "exec"),
    lambda: compile("1", 5.5, "exec"),
    lambda: compile("1"),
    lambda: eval(b"1 + 1"),
    lambda: eval("import os"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" (")[0])


def scope():
    loc = 10
    return eval("loc + 1"), eval("glob", {"glob": 3}), eval("[loc for _ in range(2)]", {"loc": 4})


print(scope())
code = "class A:\n    def m(self): return __name__\nprint(A().m(), A.__module__)"
exec(code, {"__name__": "custom", "print": print})
exec("import math; print(math.floor(2.5))")
exec("def g():\n  yield 1\n  yield 2\nprint(list(g()))")
fn = {}
exec("\n".join(f"def f{i}(x): return x + {i}" for i in range(50)), fn)
print(sum(fn[f"f{i}"](1) for i in range(50)))
exec(compile("def later(): return 'from ' + tag", "<l>", "exec"), h := {"tag": "h"})
print(h["later"]())
import ast

t = ast.parse("1 + 2 * 3", mode="eval")
print(
    ast.dump(t.body),
    eval(compile(t, "<ast>", "eval")),
    ast.literal_eval("[1, {'a': (2, None)}]"),
    ast.unparse(t),
)
