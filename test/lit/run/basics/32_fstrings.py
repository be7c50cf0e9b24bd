name = "World"
n = 42
pi = 3.14159265
print(f"Hello {name}!")
print(f"{n} {n + 1} {n * 2:5d}| {n:<6}| {n:>6}| {n:^6}|")
print(f"{pi:.2f} {pi:8.3f} {pi:e} {n:x} {n:#b} {n:08}")
print(f"{name!r} {name!s} {'é'!a} {n=} {name = } {n + 1 = }")
print(f"{{literal}} {{{n}}}")
w = 10
print(f"{name:>{w}}|{name:*^{w + 2}}|{pi:{w}.{2}f}")
print(f"{'nested ' + f'{n}'} {[x for x in range(3)]} {dict(a=1)['a']}")
print(f"{n!r:>5} {1000000:,} {0.25:%} {-5:+d} {5:+d}")
print(f"" f"a{1}" "b" f"{2}c")
print(f"{lambda_(3) if (lambda_ := lambda q: q + 1) else 0}")
print(f'''multi
{n}
line''')
