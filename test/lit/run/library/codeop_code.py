# Incomplete input: compile() flags, codeop and the interactive console.
import code
import codeop
import contextlib
import io


def attempt(f, *a, **k):
    try:
        return f(*a, **k)
    except BaseException as e:
        return type(e).__name__, str(e)


for s in ("x = 1", "if x:", "if x:\n  y", "def f():\n  return 1\n", "(", "x = = 2", "'''a", "1 +", "", "# c", "for i in y:\n  pass\n\n", "class A:"):
    r = attempt(codeop.compile_command, s)
    print(repr(s), r if r is None or isinstance(r, tuple) else type(r).__name__)
out = io.StringIO()
con = code.InteractiveConsole({"__name__": "c"})
with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
    for line in ("a = 5", "a + 1", "def g(x):", "  return x * a", "", "g(3)", "1/0", "x y", "import sys"):
        con.push(line)
print(out.getvalue())
print(list(globals()), dir() == sorted(globals()), __annotations__, __cached__)
for fl in (0x4000, 0x4200, 0x200, 0):
    for s in ("if x:", "if x:\n", "'''a", "'''a\n", "1 +", "1 +\n", "class A:\n", "def g(x):\n", "(", "(\n", "x y\n", "if x:\n  y\n", "for i in (1,\n", "x = [\n1,\n", "x y", "x 1", "x )", "x 'a'", "a b c", "x y ", "\\\n","a = \\\n", "if x:\n  y\nelse\n", "try:\n  x\n", "@d\n", "f'''{a}\n", "f(a,\n\n", "if x:\n  f(\n"):
        for m in ("single", "exec"):
            try: compile(s, "<s>", m, fl); r = "ok"
            except SyntaxError as e: r = (type(e).__name__, e.msg, e.lineno, e.offset, e.text)
            print(hex(fl), repr(s), m, r)
