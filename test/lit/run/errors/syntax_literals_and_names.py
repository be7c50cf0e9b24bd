cases = r"""
f"{}"
f"{x!z}"
f"}"
"\\N{nope}"
"\\x4"
b"é"
0777
1__0
1_
0x
0b12
0o9
1e
1.2.3
1abc
0xfg
$x
x?
a!b
x = a if b
x = if a else b
a = b if c else
not
a not b
a is is b
a === b
a <> b
a && b
a || b
!a
++a
a++
a := 1
(a.b := 1)
(a[0] := 1)
[x := 1 for x in y]
[i := 0 for i in range(3)]
[(j := i) for i in (j := 1)]
def f():\n    nonlocal x
nonlocal x
def f():\n    x = 1\n    global x
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
