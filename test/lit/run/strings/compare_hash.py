strs = ["", "a", "A", "aa", "ab", "b", "é", "z", "漢", "😀", "\uffff", "\U00010000", "a\x00", "a\x00b"]
for a in strs:
    print(
        ascii(a),
        [(a < b) + 2 * (a == b) + 4 * (a > b) + 8 * (a <= b) + 16 * (a >= b) + 32 * (a != b) for b in strs],
    )
print([ascii(s) for s in sorted(strs)], ascii(max(strs)), repr(min(strs)))
a = "hello"
b = "".join(["hel", "lo"])
print(a == b, hash(a) == hash(b), {a: 1}[b], b in {a}, a is a)
for f in (
    lambda: "a" < 1,
    lambda: "a" == 1,
    lambda: "a" != 1,
    lambda: "a" < b"a",
    lambda: "a" == b"a",
    lambda: "a" + 1,
    lambda: "a" + b"b",
    lambda: 1 + "a",
    lambda: "a" * "b",
    lambda: "a" * 1.5,
    lambda: "a" - "b",
    lambda: -"a",
    lambda: "a" in 5,
    lambda: 5 in "a",
    lambda: "a" * -1,
    lambda: 0 * "abc",
    lambda: "ab" * (2**70),
):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


class S(str):
    def __eq__(self, o):
        return "S.eq"

    __hash__ = str.__hash__

    def __add__(self, o):
        return "S.add"

    def __radd__(self, o):
        return "S.radd"

    def __len__(self):
        return 99

    def __str__(self):
        return "S.str"


s = S("abc")
print(
    s == "abc",
    "abc" == s,
    s + "x",
    "x" + s,
    len(s),
    str(s),
    f"{s}",
    "%s" % s,
    s.upper(),
    type(s.upper()).__name__,
    s[1:],
    type(s[:]).__name__,
    "".join([s, "z"]),
    repr(s),
    s * 2,
    {"abc": 1}.get(S("abc")),
)
print(
    type(str(S("q"))).__name__, isinstance(s, str), S.mro()[1], s.replace("b", "x"), S(b"ab", "ascii"), S(5)
)
