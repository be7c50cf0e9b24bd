s = "the quick brown the lazy the"
print(
    s.find("the"),
    s.find("the", 1),
    s.find("the", 17),
    s.find("the", 1, 10),
    s.find(""),
    s.find("", 5),
    s.find("", 28),
    s.find("", 29),
    s.find("x"),
)
print(
    s.rfind("the"),
    s.rfind("the", 0, 20),
    s.rfind(""),
    s.rfind("", 0, 5),
    s.rfind("zzz"),
    s.find("e", -3),
    s.rfind("e", -100, -5),
)
print(
    s.index("quick"),
    s.rindex("the"),
    s.count("the"),
    s.count("e"),
    s.count(""),
    s.count("the", 1),
    "aaaa".count("aa"),
    "".count(""),
    "abc".count("", 1, 2),
    "abc".count("", 4),
)
for f in (
    lambda: s.index("zzz"),
    lambda: s.rindex("zzz"),
    lambda: s.find(5),
    lambda: s.count(None),
    lambda: 5 in s,
    lambda: s.startswith(5),
    lambda: s.startswith(["a"]),
    lambda: s.endswith((1,)),
    lambda: s.find(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    s.startswith("the"),
    s.startswith("quick", 4),
    s.startswith(""),
    s.startswith("", 100),
    s.startswith(("x", "t")),
    s.startswith(()),
    s.endswith("the"),
    s.endswith("lazy", 0, -4),
    s.endswith("", 5, 3),
)
u = "naïve café 漢字漢字 😀😀"
print(
    u.find("é"),
    u.find("漢"),
    u.rfind("漢"),
    u.count("字"),
    u.find("😀"),
    u.count("😀"),
    u.index("字漢"),
    "é" in u,
    "ë" in u,
    u.startswith("na"),
    u.find("ïv"),
    u.find("a😀"),
)
big = "ab" * 5000 + "needle" + "ab" * 5000
print(
    big.find("needle"),
    big.rfind("needle"),
    big.count("ab"),
    big.find("needlx"),
    big.count("ba"),
    big.find("bab", 9999),
    big.rfind("aba"),
)
for pat in ("aab", "abab", "aaaa", "ba" * 20, "a" * 50 + "b"):
    hay = ("a" * 100 + "b") * 20 + "ab" * 50
    print(
        pat[:6],
        hay.find(pat),
        hay.rfind(pat),
        hay.count(pat),
        hay.split(pat)[-1][:10],
        hay.replace(pat, "#").count("#"),
    )
