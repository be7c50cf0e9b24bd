for args in (
    (),
    (None,),
    (" ",),
    (",",),
    ("ab",),
    (None, 1),
    (" ", 1),
    (None, 0),
    (" ", 0),
    (None, -1),
    ("x", 5),
):
    for s in (
        "",
        " ",
        "a",
        " a b  c ",
        "a,b,,c,",
        "ababab",
        "xx",
        "one\ttwo\nthree\x0bfour\u2003five\x1csix",
    ):
        print(args, repr(s), s.split(*args), s.rsplit(*args))
for s in (
    "",
    "\n",
    "a\nb",
    "a\r\nb\rc\n",
    "x\x0by\x0cz\x1c1\x1d2\x1e3\x854\u20285\u2029",
    "end\n\n",
    "\r\n\r\n",
    "\n\r",
):
    print(repr(s), s.splitlines(), s.splitlines(True))
print(
    "a=b=c".partition("="),
    "a=b=c".rpartition("="),
    "abc".partition("x"),
    "abc".rpartition("x"),
    "".partition("x"),
    "aXXb".partition("XX"),
    "=a".partition("="),
)
print(
    ",".join(["a"]),
    ",".join("abc"),
    "".join(("x", "y")),
    "--".join({"k": 1}),
    ",".join(c for c in "xyz"),
    "é".join(["a", "漢", "b"]),
    "".join([]),
)
for f in (
    lambda: "".split(""),
    lambda: "a".partition(""),
    lambda: "a".rsplit(""),
    lambda: ",".join([1]),
    lambda: ",".join(["a", None]),
    lambda: ",".join(5),
    lambda: "a".split(5),
    lambda: "a".split("b", "c"),
    lambda: "a".split(sep=",", maxsplit=1, x=2),
    lambda: "a".join("bc", "de"),
    lambda: ",".join(["a", b"b"]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    "a b c".split(maxsplit=1),
    "a-b-c".split(sep="-", maxsplit=1),
    "a b c d".rsplit(None, 2),
    "a\nb".splitlines(keepends=True),
)
print(
    " ".join("the  quick\t brown".split()),
    "a,b;c".replace(";", ",").split(","),
    "1 2 3".split()[1],
    "key: value: x".split(": ", 1),
)
words = ("lorem ipsum dolor sit amet " * 50).split()
print(len(words), len(" ".join(words)), "-".join(words[:4]), ("x" * 1000).split("x").count(""))
