print(
    '\a\b\f\v' == "\x07\x08\x0c\x0b",
    "\101\x41\u0041\U00000041\N{LATIN SMALL LETTER E WITH ACUTE}",
    "\0" == chr(0),
    "\12" == "\n",
    len("\\n"),
    r"\n\x",
    len(r"\'"),
    R'a\b',
)
for s in (
    "",
    "'",
    '"',
    "'\"",
    "\\",
    "\n\r\t\x0b\x0c",
    "\x00\x01\x1f\x7f\x80\x9f\xa0\xad\xff",
    "\u0378\u200b\u2028\ud800\udfff\ue000\ufeff\uffff",
    "\U0001f600\U000e0001\U0010ffff",
    "é漢",
    "a'b",
    'a"b',
    "it's \"x\"",
):
    print(repr(s).encode("unicode_escape").decode(), ascii(s), len(s))
h = 0
for cp in list(range(0, 0x2100)) + list(range(0xD7F0, 0xE010)) + list(range(0xFFF0, 0x10010)):
    for c in repr(chr(cp)):
        h = (h * 131 + ord(c)) % (2**61 - 1)
print(h)
print(
    "a\
b",
    """x
y""",
    'a' "b" 'c' f"{1}",
    "a" """b""",
    u"u",
    b"\x00\xff" b"a",
    rb"\x",
    Rb'\n',
    bR"\t",
    repr(b"'"),
    repr(b'"'),
    repr(b"'\""),
    b"\\",
)
print(repr(bytes(range(256))))
print(str(b"abc"), str(b"abc", "utf-8"), repr(str), "%r" % "é\n", "%a" % "é\n", f"{'é'!a}")
x = "line1\
 line2"
print(x, '''tri'ple"s''', """a\"""b""")
