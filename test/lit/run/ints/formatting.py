for spec in (
    "",
    "d",
    "5",
    "<5",
    ">5",
    "^5",
    "=5",
    "05",
    "+",
    "-",
    " ",
    "+05d",
    "*^9",
    "x",
    "X",
    "#x",
    "#X",
    "o",
    "#o",
    "b",
    "#b",
    "#010x",
    "#010b",
    ",",
    "_",
    "_x",
    "_b",
    "c",
    "n",
    "e",
    ".2f",
    "g",
    "%",
    "012,",
    "<08,d",
    "=+8d",
    "^+9,",
    "x<6",
    "0=8d",
    "#_x",
):
    row = []
    for v in (0, 65, -42, 1234567):
        try:
            row.append(format(v, spec))
        except (ValueError, OverflowError) as e:
            row.append(type(e).__name__ + ": " + str(e))
    print(repr(spec), row)
for spec in (
    "q",
    "s",
    ".3d",
    ".2",
    "5.1d",
    ",x",
    "_c",
    ",c",
    "+c",
    "#c",
    ",,",
    ",_",
    "=",
    "z",
    "<<5",
    "5d5",
    "€>5",
    "5%%",
    "99999999999999999999d",
):
    for v in (7,):
        try:
            print(repr(spec), repr(format(v, spec)))
        except Exception as e:
            print(repr(spec), type(e).__name__, e)
big = -(2**100)
print(
    f"{big:,}",
    f"{big:_x}",
    f"{big:#b}",
    f"{big:>45}",
    f"{big:e}",
    f"{10**30:.3g}",
    f"{big:045d}",
    f"{2**64:_d}",
)
print(format(True), format(True, "d"), format(True, "5"), f"{True}", f"{True:x}", f"{False!s:>6}")
print(
    "%d|%i|%u" % (1, 2, 3),
    "%+d|% d|%05d|%-5d|%x|%o|%X|%#x|%#o" % (5, 5, -5, 5, 255, 8, 255, 255, 8),
    "%.5d|%8.3d|%-8.3d|%+.3d" % (42, 42, 42, 42),
)
print(
    "%d" % 3.99,
    "%d" % True,
    "%x" % -255,
    "%#X" % 255,
    "%c%c" % (97, 8364),
    "%5c|%-3c|" % (97, "b"),
    "%d" % 2**70 if 0 else "%d" % (2**70),
)
for f, v in (
    ("%d", "1"),
    ("%x", 1.5),
    ("%c", 2**21),
    ("%c", "ab"),
    ("%d", None),
    ("%c", 1.5),
    ("%d", float("inf")),
    ("%d", float("nan")),
    ("%i", 1j),
):
    try:
        print(f % (v,))
    except Exception as e:
        print(f, type(e).__name__, e)
