s = "  \t hello \n "
print(
    repr(s.strip()),
    repr(s.lstrip()),
    repr(s.rstrip()),
    repr("xxhixx".strip("x")),
    repr("abcba".strip("ab")),
    repr("abc".strip("")),
    repr("abc".strip(None)),
    repr("mississippi".rstrip("ipz")),
)
print(
    repr("\u2003x\u3000".strip()),
    repr("\x1cx\x1f".strip()),
    repr("ééxé".strip("é")),
    repr("".strip()),
    repr("aaa".strip("a")),
    repr("www.ex.com".lstrip("cmowz.")),
)
for w in (0, 3, 5, 6, 7, 10, 11):
    print(
        repr("hello".center(w)),
        repr("hello".ljust(w)),
        repr("hello".rjust(w)),
        repr("hello".center(w, "*")),
        repr("abcd".center(w, "é")),
        repr("42".zfill(w)),
        repr("-42".zfill(w)),
        repr("+x".zfill(w)),
        repr("".zfill(w)),
    )
for f in (
    lambda: "a".center(5, "ab"),
    lambda: "a".ljust(5, ""),
    lambda: "a".rjust(5, 5),
    lambda: "a".center("5"),
    lambda: "a".strip(5),
    lambda: "a".zfill("x"),
    lambda: "a".center(),
    lambda: "a".expandtabs("x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    repr("a\tb\tc".expandtabs()),
    repr("a\tbb\tccc".expandtabs(4)),
    repr("ab\n\tc".expandtabs(3)),
    repr("\t\t".expandtabs(0)),
    repr("a\tb".expandtabs(-1)),
    repr("01\t012\t0123\t01234".expandtabs(tabsize=6)),
)
print(
    "TestHook".removeprefix("Test"),
    "TestHook".removeprefix("x"),
    "BaseTestCase".removesuffix("Case"),
    "a".removesuffix(""),
    "aa".removeprefix("aa") == "",
    "é.py".removesuffix(".py"),
)
