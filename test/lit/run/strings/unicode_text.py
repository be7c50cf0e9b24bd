text = "Żółć gęślą jaźń — naïve façade; Ελληνικά, Русский, 日本語, 한국어, العربية, עברית 😀👍🏽"
print(len(text), len(text.encode()), text.upper(), text.lower(), text.title())
print(
    text.split(),
    text.find("日本"),
    text.count(","),
    text[::-1][:10],
    text[5:20],
    [c for c in text if ord(c) > 0xFFFF],
)
counts = {}
for c in text:
    counts[c] = counts.get(c, 0) + 1
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:8])
print(sorted(set(w[0] for w in text.split())), max(text), min(c for c in text if c != " "))
print(
    "é" == "e\u0301",
    len("e\u0301"),
    "straße".upper(),
    "ŒUVRE".lower(),
    "ÅNGSTRÖM".casefold() == "ångström".casefold(),
)
print(
    "{:>10}|{:<8}|{:^9}|{:*^7}".format("漢字", "é", "😀", "ü"),
    "%5s|%-5s|%.2s" % ("漢", "é", "日本語"),
    "日本".center(8, "—"),
    "٤٢".zfill(5),
)
print(
    "x" + "é" + "漢" + "😀",
    ("é" * 3 + "a" * 3).replace("é", ""),
    "é漢".join("abc"),
    "añb漢c".partition("漢"),
    "ÉÉ".swapcase(),
)
mixed = ""
for i in range(60):
    mixed += chr(97 + i % 26) if i % 3 else chr(0x4E00 + i) if i % 2 else chr(0x1F600 + i)
print(mixed, len(mixed), mixed[10:20], mixed.encode("utf-8").decode("utf-8") == mixed)
ident = {"ünïcode": 1}
größe = 5
print(ident["ünïcode"] + größe)


class Kläß:
    def méthode(self):
        return "ok"


print(Kläß().méthode(), Kläß.__name__)
print(
    "\u212b" == "Å",
    int("١٢٣"),
    float("٣.١٤"),
    "²³".isdigit(),
    "Ⅻ".isnumeric(),
    chr(0x10FFFF).isprintable(),
    ord("😀"),
    "😀"[0],
    len("👍🏽"),
)
for f in (
    lambda: chr(0x110000),
    lambda: chr(-1),
    lambda: ord(""),
    lambda: ord("ab"),
    lambda: chr("a"),
    lambda: ord(5),
    lambda: chr(2**40),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
