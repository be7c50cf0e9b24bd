for s in (
    "hello World",
    "ÀÉÎ straße",
    "ǆ Ǆ ǅ",
    "ﬁne İstanbul ıI",
    "ΑΣ ΌΣΟΣ Σ",
    "they're bill's",
    "123abc",
    "",
    "ß",
    "ŉ",
    "ᾳ",
    "Ⅷ ⅷ ⓐ",
    "x²y",
):
    print(
        repr(s),
        repr(s.upper()),
        repr(s.lower()),
        repr(s.title()),
        repr(s.capitalize()),
        repr(s.swapcase()),
        repr(s.casefold()),
    )
tests = [
    "",
    "a",
    "A",
    "aB",
    "abc1",
    "123",
    "१२३",
    "²",
    "½",
    "Ⅷ",
    " ",
    "\t\n",
    "\u2003",
    "a b",
    "Title Case",
    "title",
    "TITLE",
    "a_b",
    "_x",
    "1x",
    "é",
    "漢",
    "ǅ",
    "\x7f",
    "\xad",
    "\u200b",
    "😀",
    "if",
]
for s in tests:
    print(
        ascii(s),
        s.isalpha(),
        s.isdigit(),
        s.isdecimal(),
        s.isnumeric(),
        s.isalnum(),
        s.isspace(),
        s.islower(),
        s.isupper(),
        s.istitle(),
        s.isidentifier(),
        s.isprintable(),
        s.isascii(),
    )
h = 0
for cp in range(0, 0x3000):
    c = chr(cp)
    flags = (
        c.isalpha()
        | c.isdigit() << 1
        | c.isdecimal() << 2
        | c.isnumeric() << 3
        | c.isspace() << 4
        | c.islower() << 5
        | c.isupper() << 6
        | c.istitle() << 7
        | c.isidentifier() << 8
        | c.isprintable() << 9
    )
    h = (h * 1000003 + flags) % (2**61 - 1)
    for d in c.upper() + c.lower() + c.title() + c.casefold():
        h = (h * 31 + ord(d)) % (2**61 - 1)
print(h)
