# All properties of all characters as digests, names both ways, normal forms, the 3.2.0 data, errors.
import unicodedata as u
import binascii


def digest(items):
    return binascii.crc32("\n".join(map(str, items)).encode("utf-8", "surrogatepass"))


STEP = 1
for data in (u, u.ucd_3_2_0):
    print(data.unidata_version)
    points = [chr(c) for c in list(range(0, 0x3500)) + list(range(0x9F00, 0xB000)) + list(range(0xD700, 0x12000)) +
              list(range(0x16000, 0x18D10, 3)) + list(range(0x1B000, 0x20100)) + list(range(0x2F000, 0x31400, 7)) +
              list(range(0xE0000, 0xE0200)) + [0x10FFFF, 0xF0000]]
    for name in ("category", "bidirectional", "combining", "mirrored", "east_asian_width", "decomposition"):
        f = getattr(data, name)
        print(name, digest(map(f, points)))
    for name in ("decimal", "digit", "numeric", "name"):
        f = getattr(data, name)
        print(name, digest(f(c, None) for c in points))
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        print(form, digest(data.normalize(form, c) for c in points), digest(data.is_normalized(form, c) for c in points))
bad = 0
for c in points:
    name = u.name(c, None)
    if name and u.lookup(name) != c:
        bad += 1
print("not found again", bad)
for name in ("latin small letter a", "LINE FEED", "NBSP", "VS17", "HANGUL SYLLABLE GAG", "HANGUL SYLLABLE A", "CJK UNIFIED IDEOGRAPH-4E00",
             "CJK UNIFIED IDEOGRAPH-1", "CJK COMPATIBILITY IDEOGRAPH-F900", "greek small letter final sigma", "", "LATIN", "LATIN SMALL LETTER",
             "SMALL LETTER A", "HANGUL SYLLABLE", "HANGUL SYLLABLE GX", "nothing", "x" * 300, "NUSHU CHARACTER-1B170", "GRINNING FACE", "é"):
    try:
        print(repr(name[:20]), ascii(u.lookup(name)))
    except KeyError as e:
        print(repr(name[:20]), "KeyError", e)
for call in (lambda: u.decimal("a"), lambda: u.digit("a"), lambda: u.numeric("a"), lambda: u.name("\n"), lambda: u.category(""), lambda: u.category("ab"),
             lambda: u.category(3), lambda: u.name(3), lambda: u.normalize("X", "a"), lambda: u.normalize(1, "a"), lambda: u.normalize("NFC", 1),
             lambda: u.lookup(1), lambda: u.decimal(), lambda: u.UCD(), lambda: u.normalize("NFC"), lambda: u.numeric("a", "x"), lambda: u.decimal("\u0663"),
             lambda: u.numeric("\u00bd"), lambda: u.digit("\u00b2"), lambda: u.is_normalized("NFC", "e\u0301"), lambda: u.normalize("", "")):
    try:
        print(repr(call()))
    except Exception as e:
        print(type(e).__name__, e)
print(ascii(u.normalize("NFC", "e\u0301 \u1100\u1161\u11a8 A\u030a")), ascii(u.normalize("NFKD", "\ufb01 \u212b \uac01 \u00bd")))
print("\N{LATIN SMALL LETTER E WITH ACUTE}", b"\\N{GREEK SMALL LETTER ALPHA}".decode("unicode_escape"), "\u00e9\u20ac".encode("ascii", "namereplace"))
