words = ["a", "é", "漢字", "😀", "e\u0301", "ß", "", "tab\t", "\u200b"]
for w in words:
    print(
        [f"{w:{a}{n}}" for a in "<>^" for n in (0, 3, 6)],
        "%5s|%-5s|%.1s" % (w, w, w),
        w.center(6, "·"),
        len(f"{w:>8}"),
    )
for n in (1, 10, 100):
    for a in "<>^=":
        for s in "+- ":
            print(f"{n:{a}{s}8}|{-n:{a}{s}8}|{n / 3:{a}{s}10.3f}", end=" ")
    print()
table = [[f"{r * c:{4 if c < 5 else 6}d}" for c in range(1, 9)] for r in range(1, 4)]
print("\n".join("".join(r) for r in table))
for w, p in ((10, 2), (8, 0), (12, 5), (1, 1)):
    print(f"{3.14159:{w}.{p}f}|{3.14159:<{w}.{p}e}|{'text':{w}.{p}}|{2**20:{w},}|{2**20:0{w}x}")
spec = {"align": ">", "width": 9, "prec": 3}
print(
    "{0:{align}{width}.{prec}f}|{1:{align}{width}}".format(2.71828, "x", **spec),
    "{:{}{}{}}".format(5, "*", "^", 7),
    "{0:{1}}".format("a", "\u4e00^5"),
)
nested = {"a": [{"b": (1, {"c": "deep"})}]}
print("{0[a][0][b][1][c]}".format(nested), f"{nested['a'][0]['b'][1]['c']:>8}", "%(a)s" % nested)
for v in (0, 1, -1, 255, 2**31, -(2**63)):
    print(f"{v:b} {v:o} {v:x} {v:X} {v:#b} {v:#o} {v:#x} {v:#X} {v:_b} {v:_x} {v:,d} {v:+,d} {v:#018_x}")
for v in (1e-10, 0.1, 1.0, 123.456, 1e10, 1e100):
    print(f"{v:g} {v:.3g} {v:e} {v:.1e} {v:f} {v:.0f} {v:n} {v:%} {v!r} {v!s:>12}"[:150])
print("%s %s" % ("x", ("t",)), "%s" % [("a",)], "%(k)5.1f|%(k)-8s|%(k)+d" % {"k": 7}, "%c%c" % (0x4E00, "b"))
print(*(format(x, ">6") for x in (1, 1.5, "s", "n", True)), sep="|")
print(
    f"{1:>{1 + 2}}{'':-^{10}}{f'{2:03}':>5}{'a' if 1 else 'b':*<3}",
    f"{[f'{i:02}' for i in range(3)]}",
    f"{'%s' % 5:>3}",
    f"{'{}'.format(6):<3}|",
)
