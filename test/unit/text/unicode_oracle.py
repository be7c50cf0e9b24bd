"""Prints what CPython says about characters and texts, for the tests of text/."""
import random
import sys
import unicodedata
from _sre import unicode_tolower

kind, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
rnd = random.Random(seed)
FORMS = ("NFD", "NFKD", "NFC", "NFKC")


def raw(text):
    return text.encode("utf-8", "surrogatepass").hex()


INTERESTING = [0x27, 0x22, 0x5C, 0x0A, 0x0D, 0x09, 0x7F, 0xAD, 0xDF, 0x130, 0x131, 0x149, 0x1C5, 0x2B0,
               0x300, 0x301, 0x327, 0x345, 0x390, 0x3A3, 0x3C3, 0x1F80, 0x1100, 0x1161, 0x11A8, 0xAC00,
               0xAC01, 0xFB03, 0x2160, 0xD800, 0xDC00, 0xDFFF, 0xE000, 0xFFFF, 0x10000, 0x1D15E, 0x10FFFF,
               0x2028, 0x3000, 0x110BA, 0x0B47, 0x0B3E, 0x09C7, 0x09BE]


def any_char():
    k = rnd.randrange(7)
    if k == 0:
        return chr(rnd.randrange(0x80))
    if k == 1:
        return chr(rnd.randrange(0x250))
    if k == 2:
        return chr(rnd.randrange(0x110000))
    if k == 3:
        return chr(rnd.randrange(0x300, 0x370))
    if k == 4:
        return chr(rnd.randrange(0x370, 0x600))
    if k == 5:
        return rnd.choice("aZ .'\u03a3")
    return chr(rnd.choice(INTERESTING))


def any_text():
    k = rnd.randrange(4)
    n = rnd.randrange(12) if k else rnd.randrange(60)
    if k == 1:
        return "".join(chr(rnd.randrange(0x20, 0x7F)) for _ in range(n))
    return "".join(any_char() for _ in range(n))


def rows_that_change(row_of):
    """The row of each code point whose row is not that of the one before."""
    last = None
    for code in range(0x110000):
        row = row_of(code, chr(code))
        if row != last:
            yield (format(code, "x"),) + row
            last = row


def mapped(code, text):
    """Identity as an empty field, a constant difference as itself, all else as bytes."""
    if text == chr(code):
        return ""
    if len(text) == 1:
        return str(ord(text) - code)
    return "=" + raw(text)


def types():
    def row(code, c):
        flags = "".join("01"[bool(f)] for f in (
            c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.isalnum(), c.islower(), c.isupper(),
            c.isspace(), c.isprintable(), c.isidentifier(), ("a" + c).isidentifier(),
            len(("a" + c + "b").splitlines()) == 2))
        return (flags, unicodedata.category(c), str(unicodedata.decimal(c, -1)),
                str(unicodedata.digit(c, -1)), mapped(code, c.lower()), mapped(code, c.upper()),
                mapped(code, c.title()), mapped(code, c.casefold()),
                mapped(code, chr(unicode_tolower(code))))
    return rows_that_change(row)


def properties():
    def row(code, c):
        value = unicodedata.numeric(c, None)
        return (unicodedata.bidirectional(c), unicodedata.east_asian_width(c),
                str(unicodedata.mirrored(c)), str(unicodedata.combining(c)),
                "" if value is None else value.hex(), unicodedata.decomposition(c))
    return rows_that_change(row)


def normal():
    def row(code, c):
        return tuple(mapped(code, unicodedata.normalize(f, c)) for f in FORMS)
    return rows_that_change(row)


def texts():
    for _ in range(count):
        t = any_text()
        yield (raw(t), raw(t.lower()), raw(t.upper()), raw(t.title()), raw(t.capitalize()),
               raw(t.swapcase()), raw(t.casefold()), raw(repr(t)), raw(ascii(t)),
               repr(t.encode("utf-8", "surrogatepass")), str(len(t)), str(int(t.isprintable())),
               str(int(t.isidentifier())), *(raw(unicodedata.normalize(f, t)) for f in FORMS),
               "".join(str(int(unicodedata.is_normalized(f, t))) for f in FORMS))


def decodes():
    for _ in range(count):
        codec = rnd.choice(["utf-8", "utf-8", "utf-8", "ascii", "latin-1", "utf-16-le", "utf-16-be",
                            "utf-32-le", "utf-32-be"])
        k = rnd.randrange(4)
        if k == 0:
            data = rnd.randbytes(rnd.randrange(12))
        elif k == 1:
            data = any_text().encode(codec if codec[:3] == "utf" else "utf-8", "surrogatepass")
        else:
            t = "".join(c for c in any_text() if not 0xD800 <= ord(c) < 0xE000)
            data = bytearray(t.encode(codec if codec[:3] == "utf" else "utf-8"))
            for _ in range(rnd.randrange(3)):
                if data and rnd.random() < 0.5:
                    del data[rnd.randrange(len(data)):][:1]
                elif data:
                    data[rnd.randrange(len(data))] = rnd.choice([rnd.randrange(256), 0x80, 0xD8, 0xDC, 0xED, 0xF4, 0xE0, 0xF0, 0])
            data = bytes(data)
        try:
            text, where = data.decode(codec), ("", "", "")
        except UnicodeDecodeError as e:
            text, where = data[:e.start].decode(codec), (str(e.start), str(e.end), e.reason)
        yield (codec, data.hex(), raw(text), str(len(text))) + where


def encodes():
    for _ in range(count):
        codec = rnd.choice(["utf-8", "ascii", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
        t = any_text()
        if rnd.random() < 0.5:
            t = "".join(c for c in t if ord(c) < (0x100 if codec == "latin-1" else 0x80 if codec == "ascii" else 0xD800))
        try:
            data, where = t.encode(codec), ("", "", "")
        except UnicodeEncodeError as e:
            data, where = t[:e.start].encode(codec), (str(e.start), str(e.end), e.reason)
        yield (codec, raw(t), data.hex()) + where


for row in {"types": types, "properties": properties, "normal": normal, "texts": texts,
            "decodes": decodes, "encodes": encodes}[kind]():
    print("\t".join(row))
