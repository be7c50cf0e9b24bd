import re

s = "The rain in Spain falls mainly; call 555-1234 or 555-9876 on 2024-02-29."
print(
    re.findall(r"\w*ai\w*", s),
    re.search(r"(\d{3})-(\d{4})", s).groups(),
    re.match("The", s).span(),
    re.match("rain", s),
    re.fullmatch(r"a+b", "aaab") is not None,
    re.split(r"[;,.]\s*", s),
    re.sub(r"\d", "#", s),
    re.subn("in", "IN", s, count=2),
)
m = re.search(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", s)
print(
    m.group(),
    m["y"],
    m.group("m", "d"),
    m.groupdict(),
    m.start("d"),
    m.end(),
    m.span(1),
    m.lastgroup,
    m.lastindex,
    m.pos,
    m.endpos,
    m.string is s,
    m.re.pattern,
    m.expand(r"\g<d>.\2.\1"),
)
for pat, text in (
    (r"a.c", "abc a\nc"),
    (r"^\w+$", "one\ntwo"),
    (r"(a)|(b)", "ba"),
    (r"a*?b", "aaab"),
    (r"(ab)+", "ababab"),
    (r"[^a-c]+", "abcxyz"),
    (r"\bfoo\b", "foo food foo"),
    (r"(?i)HELLO", "hello Hello"),
    (r"x{2,3}", "xxxxx"),
    (r"(?:ab|a)(c|bcd)", "abcd"),
    (r"(?<=\$)\d+", "cost $42 or 17"),
    (r"\d+(?!\d|%)", "50% 60"),
    (r"(?<!a)b", "ab bb"),
    (r"(\w)\1", "hello book"),
    (r"(?P<q>['\"]).*?(?P=q)", "say 'hi' \"yo\""),
    (r"a(?=b)", "ab ac"),
    (r"\s+", "a \t\nb"),
    (r"é+", "caféé"),
    (r"[à-ÿ]", "naïve"),
    (r"\w+", "héllo wörld_1 漢字"),
    (r"(a(b(c)))", "abc"),
    (r"(?x) a  b # comment", "ab"),
    (r"(?s)a.b", "a\nb"),
    (r"(?m)^b$", "a\nb\nc"),
    (r"(a)?(b)?c", "bc c"),
    (r"(a)?(?(1)x|y)", "ax y"),
    (r"\Aab\Z", "ab"),
    (r"[]\-]+", "]-]"),
    (r"\.\*", "a.*b"),
    (r"(?:)", "ab"),
    (r"$", "a\n"),
    (r"a++b", "aab"),
    (r"(?>a+)ab", "aaab"),
    (r"\x41\u0042\103", "ABC"),
    (r"[\d\-x]+", "1-x"),
    (r"a|ab|abc", "abc"),
    (r"(a|b)*c", "ababc"),
    (r".{3}$", "abcdef"),
):
    print(pat, re.findall(pat, text), [x.span() for x in re.finditer(pat, text)])
print(
    re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"),
    re.sub(r"(?P<a>.)", r"[\g<a>]", "xy"),
    re.sub("x", lambda m: m.group().upper() + str(m.start()), "axbx"),
    re.sub("", "-", "abc"),
    re.sub("b*", "-", "abc"),
    re.sub(r"a", r"\\", "aa"),
    re.sub("a", r"\n", "a") == "\n",
    re.sub("(a)(b)?", r"\1[\2]", "ab a"),
)
print(
    re.split(r"(,)", "a,b,c"),
    re.split(",", "a,b,c", 1),
    re.split("x*", "axbc"),
    re.split(r"(a)|b", "xaybz"),
    re.split(r"\s*", " a b"),
    re.escape("a.b*c[d]e f-g"),
    re.compile("a").flags,
    re.compile("(?i)a").flags,
    re.I | re.M,
    re.compile(r"(a)(?P<n>b)").groups,
    re.compile(r"(?P<n>b)").groupindex,
)
p = re.compile(r"(\d+)")
print(
    p.findall("a1b22", 2),
    p.search("a1b22", 2, 4),
    p.match("12a", 1),
    p.fullmatch("12"),
    p.sub("N", "1 2", count=1),
    p.pattern,
    p == re.compile(r"(\d+)"),
    p,
    [m[1] for m in p.finditer("1,2,33")],
    p.split("a1b2c"),
)
for bad in (
    "(",
    ")",
    "[a",
    "a**",
    "*a",
    "(?P<1>a)",
    "(?P<a>b)(?P<a>c)",
    "(?z)",
    r"\1",
    "(?P=x)",
    "a{3,1}",
    "[z-a]",
    "\\",
    "(?<=a+)b",
    "(?P<a",
    r"(?P<n>a)\g<n>",
    "x{99999999999}",
    "(?",
    "(?:a",
    r"\N{foo}",
    "a(?i)b",
):
    try:
        print(repr(bad), re.compile(bad).pattern)
    except re.error as e:
        print(repr(bad), e, e.pos, e.lineno, e.colno)
    except Exception as e:
        print(repr(bad), type(e).__name__, e)
for f in (
    lambda: re.match("a", 5),
    lambda: re.match("a", b"a"),
    lambda: re.match(b"a", "a"),
    lambda: re.sub("a", r"\g<zz>", "a"),
    lambda: re.sub("a", r"\9", "a"),
    lambda: re.sub("(a)", r"\g<1", "a"),
    lambda: m.group(9),
    lambda: m["nope"],
    lambda: re.compile(5),
    lambda: re.sub("a", 5, "a"),
    lambda: m.start("x"),
    lambda: re.match("(a)?b", "b").start(1),
    lambda: re.match("(a)?b", "b").groups("d"),
    lambda: re.sub("a", r"\q", "a"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    re.findall(rb"\d+", b"a1b22"),
    re.sub(rb"a", b"x", b"aba"),
    re.match(rb".", b"\xff").group(),
    re.findall(r"\d", "1٣", re.A),
    re.findall(r"\d", "1٣"),
    re.findall("É", "é", re.I),
    re.findall("ß", "SS ẞ", re.I),
)
tok = re.compile(r"\s*(?:(?P<num>\d+)|(?P<id>[a-z]\w*)|(?P<op>[-+*/()=]))")
print([(x.lastgroup, x.group(x.lastgroup)) for x in tok.finditer("x1 = 3*(foo-42)")])
print(
    re.fullmatch(r"(\d+|[a-z])(,\1)*", "5,5,5") is not None,
    re.match(r"(?:(a)|(b)|(c))+", "abc").groups(),
    re.match(r"(?:(a)|b)*", "ab").groups(),
    re.search(r"(.*)(\d+)", "abc123").groups(),
    re.search(r"(.*?)(\d+)", "abc123").groups(),
    len(re.findall(r"(?=(aa))", "aaaa")),
    re.search("a{,2}", "aaa").group(),
    re.sub(r"(?m)^", "> ", "l1\nl2"),
)
