u = "aé漢😀"
for enc in (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf8",
    "UTF_8",
    "U8",
    "latin-1",
    "ascii",
    "cp1252",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-8-sig",
):
    for err in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
        try:
            b = u.encode(enc, err)
            print(enc, err, b, end=" ")
            print(b.decode(enc) == u)
        except UnicodeError as e:
            print(enc, err, type(e).__name__, e, e.start, e.end, e.encoding, e.reason)
for b in (
    b"\xff",
    b"\xc3",
    b"\xc3\x28",
    b"\xe6\xbc",
    b"\xe6\x28\xbc",
    b"\xf0\x9f\x98",
    b"\xed\xa0\x80",
    b"\xc0\x80",
    b"\xf5\x80\x80\x80",
    b"a\x80b",
    b"\xf0\x9f\x98\x80ok",
    b"\xf4\x90\x80\x80",
    b"ab\xe2\x82",
    b"\xe2\x82\xe2\x82\xac",
):
    for err in ("strict", "ignore", "replace", "backslashreplace", "surrogateescape"):
        try:
            print(b, err, ascii(b.decode("utf-8", err)))
        except UnicodeDecodeError as e:
            print(b, err, e, "|", e.object, e.start, e.end, e.reason)
for f in (
    lambda: "a".encode("nope"),
    lambda: b"a".decode("nope"),
    lambda: "é".encode("ascii", "nope"),
    lambda: "\ud800".encode(),
    lambda: "a".encode(5),
    lambda: b"\x80".decode("ascii"),
    lambda: str(b"\xff", "ascii", "replace"),
    lambda: str("a", "utf-8"),
    lambda: str(5, "utf-8"),
    lambda: "\udc80".encode("utf-8", "surrogateescape"),
    lambda: "\ud800".encode("utf-8", "surrogatepass"),
):
    try:
        print(ascii(f()))
    except Exception as e:
        print(type(e).__name__, e)
print(
    b"\xff\xfea\x00".decode("utf-16"),
    b"\xfe\xff\x00a".decode("utf-16"),
    b"\x41\x00".decode("utf-16-le"),
    "é".encode("latin-1"),
    bytes("é", "latin-1"),
    bytearray("é", "utf-8"),
)
