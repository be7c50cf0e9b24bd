cases = r"""
def f(x):\n    global x
def f():\n    global x\n    nonlocal x
x = 1\nglobal x
class A:\n    return 1
async def f():\n    yield from x
def f():\n    await x
async for x in y: pass
[x async for x in y]
def f():\n    async with x: pass
  x = 1
if x:\npass
if x:\n    a\n  b
if x:\n\ta\n        b
def f():\nreturn 1
x = 1\n    y = 2
match x:\n    case 1: pass\n  case 2: pass
match x:\n    pass
match x:\n    case a: pass\n    case b: pass
match x:\n    case a | b: pass
import a, b,
from a import (b, c
from a import b c
from a import (b,
from __future__ import nope
x = 1; from __future__ import division
@
@a b\ndef f(): pass
@a
assert
assert x, 
raise from x
raise x from
pass x
global
del
x[
x[]
x[1, 
a[b c]
lambda x y: 1
lambda (x): 1
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
