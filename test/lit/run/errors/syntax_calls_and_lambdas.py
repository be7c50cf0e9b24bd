cases = r"""
lambda x=1, y: 1
def f(x:): pass
def f() ->: pass
def f(x, /, y, /): pass
def f(/, x): pass
def f(*, /): pass
def f(*a, *b): pass
def f(*a, /): pass
def f(**k, *a): pass
def f(a, *): pass
f(*)
f(**)
f(,)
*a
*a = 1
*a, *b = c
(*a)
x = *a
return_ = *a, 
for *a in b: pass
print(*a for a in b)
a = (yield)
{x for x in y: 1}
{x: y for x in y, z}
[x, y for x in y]
(x, y for x in y)
[for x in y]
[x for]
[x for x]
[x for x in]
[x for x in y if]
x.1
x.
.x
x..y
x.if
class = 1
def if(): pass
import if
def f(if): pass
f(if=1)
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
