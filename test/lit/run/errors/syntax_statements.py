cases = r"""
x = 
if True
def f(
def f(x, x): pass
def f(a=1, b): pass
def f(*): pass
def f(**k, a): pass
class
class C(
for x in
for 1 in x: pass
while
return 5
yield 1
await x
break
continue
import
from x import
from . import *, a
import a as
import a.b as c.d
x + 1 = 2
f() = 1
f(1)(2) = 3
1 = x
"a" = 1
None = 1
True = 2
(a, 1) = x
[a, b()] = 1
a + b += 1
(a, b) += 1
x = yield = 1
del f()
del 1
del (a, b + 1)
lambda: (yield) = 1
f(a=1, 2)
f(**a, *b)
f(a for a in b, c)
""".strip("\n").split("\n")
for case in cases:
    src = case.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\")
    try:
        compile(src, "<case>", "exec")
        print(repr(src), "ok")
    except SyntaxError as e:
        print(
            repr(src), type(e).__name__, e.msg, (e.lineno, e.offset, e.end_lineno, e.end_offset), repr(e.text)
        )
    except ValueError as e:
        print(repr(src), type(e).__name__, e)
