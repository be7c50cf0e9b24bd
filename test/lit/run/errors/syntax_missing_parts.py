cases = r"""
a.class
\\
x = \\ 1
if x = 1: pass
while x = 1: pass
(x = 1)
f(x == 1 = 2)
[x = 1]
{x = 1}
dict(a = 1 b = 2)
dict(a:1)
foo(a, b, c
foo(a, b\nbar()
if (a, b:\n    pass
x = {\n  'a': 1\n  'b': 2\n}
x = [\n1,\n2\n3\n]
class C:\ndef f(self): pass
class C\n    pass
def f()\n    pass
for x in y\n    pass
else
elif x: pass
if x: pass\nelse if y: pass
try:\n    pass\nfinally
try:\n    pass\n
with a as b, : pass
with (a as b, c as d: pass
async x
async def
await
def f(): x = await
None.x = 1
... = 1
x: int: str
x: = 1
(x, y): int
[x]: int
x, y: int
f(): int
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
