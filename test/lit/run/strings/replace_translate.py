s = "aaaa"
print(
    s.replace("a", "b"),
    s.replace("a", "bb", 2),
    s.replace("aa", "b"),
    s.replace("aa", ""),
    s.replace("", "-"),
    s.replace("", "-", 2),
    "".replace("", "x"),
    "".replace("a", "x"),
    s.replace("x", "y"),
    s.replace("a", "b", 0),
    s.replace("a", "b", -1),
)
print(
    "héllo".replace("é", "e"),
    "hello".replace("l", "漢"),
    "abc".replace("b", ""),
    "a.b.c".replace(".", "::"),
    "😀x😀".replace("😀", ":)"),
    ("ab" * 100).replace("b", "cd").count("cd"),
)
for f in (
    lambda: s.replace("a"),
    lambda: s.replace("a", 5),
    lambda: s.replace(None, "x"),
    lambda: s.replace("a", "b", "c"),
    lambda: s.translate(),
    lambda: s.translate(5),
    lambda: str.maketrans("ab", "c"),
    lambda: str.maketrans("a"),
    lambda: str.maketrans({"ab": 1}),
    lambda: str.maketrans({1.5: 1}),
    lambda: "a".translate({97: 2**21}),
    lambda: "a".translate({97: 1.5}),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
t = str.maketrans("abc", "xyz", "d")
print(
    t,
    "aabbccdd!".translate(t),
    "hello".translate({ord("l"): "LL", ord("o"): None, ord("h"): 72}),
    "abc".translate({}),
    "ab".translate(str.maketrans({"a": "1", 98: "2"})),
)


class M:
    def __getitem__(self, k):
        if k == 97:
            raise LookupError
        return k + 1


print("abc".translate(M()), "az".translate([0] * 97 + ["A"]), "x".maketrans("é", "e"))
rot = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm",
)
print("The Quick Brown Fox!".translate(rot), "The Quick".translate(rot).translate(rot))
