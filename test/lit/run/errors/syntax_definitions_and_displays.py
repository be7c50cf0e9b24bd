cases = r"""
f(a=1, a=2)
f(1=2)
f(a.b=2)
f(True=1)
print "hello"
print x
exec "code"
else: pass
except: pass
try: pass
try:\n    pass\nexcept:\n    pass\nexcept ValueError:\n    pass
try:\n    pass\nexcept ValueError, TypeError:\n    pass
with: pass
with open(x) as 1: pass
a b
a b c
1 2
"a" 1
a, b c
(1, 2 3)
[1 2]
{1: 2 3: 4}
{1: 2, 3}
{1, 2: 3}
{**a, b}
{1:}
{: 1}
(
[
{
)
]
}
(]
[1, 2)
{"a": [1, 2}
"abc
'abc
'''abc
f"{
f"{x
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
