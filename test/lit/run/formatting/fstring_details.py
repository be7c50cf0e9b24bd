x, y, name = 5, 2.5, "né"
w, p = 12, 3
print(
    f"{x}{y}{name}",
    f"{x:>{w}}",
    f"{y:{w}.{p}f}",
    f"{y:{'<'}{w}.{p}}|",
    f"{x!r:^{w}}|",
    f"{name!a}",
    f"{name!s:>5}",
)
print(
    f"{x=}",
    f"{x = }",
    f"{x=!s}",
    f"{y=:.3f}",
    f"{x+1=}",
    f"{ x + 1 = }",
    f"{name=}",
    f"{name=!s:>6}",
    f"{[1,2][0]=}",
    f"{(lambda: 5)()=}",
)
print(
    f"{{}}",
    f"{{{x}}}",
    f"{{x}}",
    f"}}{{",
    f"{{{{{x}}}}}",
    f"\\{x}",
    f"\n{x}\t|".encode(),
    f"\N{BULLET} \x41 {x}",
)
print(
    f"{'a' 'b'}",
    f'{"q"}',
    f"""{'''t'''}""",
    f"{x if x > 3 else y}",
    f"{x, y}",
    f"{[i for i in range(3)]}",
    f"{ {'k': 1}['k'] }",
    f"{ {1, } }",
    f"{(lambda a: a * 2)(4)}",
    f"{x:{'q'}>{6}}",
)
print(f"{x!s}" f"{y}" "plain {x}" rf"\d{x}\n" fr"{y}\q", F"{x}", f"", f"" "", f"{''}")
print(
    f'''{
x
+
1
}''',
    f"{x:,}",
    f"{1e6:_}",
    f"{x:%}",
    f"{True:d}",
    f"{None}",
    f"{None!r:>6}",
    f"{...}",
    f"{int}",
    f"{b'x'}",
)


class F:
    def __format__(self, spec):
        return f"<{spec}>"

    def __str__(self):
        return "STR"

    def __repr__(self):
        return "REPR"


f = F()
print(
    f"{f}",
    f"{f:}",
    f"{f:abc}",
    f"{f!s}",
    f"{f!r}",
    f"{f!s:>6}",
    f"{f:{x}{y}}",
    f"{f:%Y-%m-%d}",
    f"{f::}",
    f"{f: }",
    f"{f:a{'b'}c}",
    f"{f:!r}",
    f"{f!r:!>6}",
)
d = {"k": "v", "n": {"m": 1}}
print(
    f"{d['k']}",
    f'{d["n"]["m"]}',
    f"{d.get('zz')!r}",
    f"{d!r:.5}",
    f"{len(d)}",
    f"{max(1, 2)}",
    f"{x:d}{x:x}{x:b}",
    f"{x:0{w}d}",
    f"{-x:+}",
    f"{name:*^{w}}",
    f"{name:.1}",
    f"{3.0:.0f}",
    f"{x/2:.2%}",
)


def log(v):
    print("eval", v)
    return v


print(f"{log(1)}{log(2):{log(4)}}{log('z')!r}")
for bad in (
    "f'{}'",
    "f'{ }'",
    "f'{x'",
    "f'x}'",
    "f'{x!}'",
    "f'{x!z}'",
    "f'{a b}'",
    "f'{x:{y:{z}}}'",
    "f'{*x}'",
    "f'{lambda x: 1}'",
    "f'{#}'",
    "f'{x!r }'",
    "f'{return}'",
    "f'{x=!}'",
    "f'{yield_=}'",
    "f'{x:}}'",
    "f'{{x}'",
    "f'{x}}'",
    "f'{1:{2:3}'",
    "f'{=}'",
    "f'{!x}'",
    "f'{x y=}'",
):
    try:
        print(repr(eval(bad)))
    except Exception as e:
        print(bad, type(e).__name__, e.msg if isinstance(e, SyntaxError) else e)
for code in (
    "f'{x:d}'",
    "f'{name:d}'",
    "f'{y:d}'",
    "f'{x:.2d}'",
    "f'{f!r:d}'",
    "f'{None:5}'",
    "f'{[]:5}'",
    "f'{f!s:q}'",
    "f'{x:{name}}'",
    "f'{undefined_x}'",
    "f'{x:{w}{w}{w}}'",
    "f'{object():5}'",
    "f'{1j:5d}'",
    "f'{name:,}'",
    "f'{name:=5}'",
    "f'{x:s}'",
    "f'{name:05}'",
    "f'{name:+}'",
):
    try:
        print(code, repr(eval(code)))
    except Exception as e:
        print(code, type(e).__name__, e)
print(*(f"{v:{s}}" for v, s in [(1, ">4"), ("a", "<4"), (2.5, "^8.2f"), (255, "#06x")]), sep="|")
print(f"{f'{x}'}", f"{x:{f'{w}'}}", f"{'nested ' + f'{name!r}'}")
