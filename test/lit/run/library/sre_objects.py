# Patterns, matches and scanners of _sre as objects: attributes, errors, limits.
import _sre

PAIR = _sre.compile(*('(?P<x>a)(?P<y>b)', 32, [14, 10, 1, 2, 2, 2, 0, 97, 98, 0, 0, 17, 0, 16, 97, 17, 1, 17, 2, 16, 98, 17, 3, 1], 2, {'x': 1, 'y': 2}, (None, 'x', 'y')))
SAME = _sre.compile(*('(?P<x>a)(?P<y>b)', 32, [14, 10, 1, 2, 2, 2, 0, 97, 98, 0, 0, 17, 0, 16, 97, 17, 1, 17, 2, 16, 98, 17, 3, 1], 2, {'x': 1, 'y': 2}, (None, 'x', 'y')))
BYTES = _sre.compile(*(b'ab', 0, [14, 10, 3, 2, 2, 2, 2, 97, 98, 0, 0, 16, 97, 16, 98, 1], 0, {}, (None,)))
CASED = _sre.compile(*('a', 322, [14, 4, 0, 1, 1, 32, 97, 1], 0, {}, (None,)))
NESTED = _sre.compile(*('(?:(a)|b)*', 32, [14, 4, 0, 0, 4294967295, 23, 19, 0, 4294967295, 7, 9, 17, 0, 16, 97, 17, 1, 15, 7, 5, 16, 98, 15, 2, 0, 18, 1], 1, {}, (None,)))
LAZY = _sre.compile(*('(?:a|(b))*?c', 32, [14, 4, 0, 1, 4294967295, 23, 19, 0, 4294967295, 7, 5, 16, 97, 15, 11, 9, 17, 0, 16, 98, 17, 1, 15, 2, 0, 19, 16, 99, 1], 1, {}, (None,)))


def tried(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return type(error).__name__, str(error)


print(_sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT, _sre.MAXGROUPS, _sre.getcodesize())
print(PAIR, BYTES, CASED, PAIR == SAME, PAIR == BYTES, PAIR != SAME, hash(PAIR) == hash(SAME))
print(type(PAIR), type(PAIR).__module__, type(PAIR).__doc__, PAIR.groupindex, BYTES.groupindex)
print(type(PAIR)[str], PAIR.__copy__() is PAIR, PAIR.__deepcopy__({}) is PAIR)
match = PAIR.search("..ab..")
print(match, type(match), match.re is PAIR, match.string, match.pos, match.endpos, match.regs is match.regs)
print(match.group(), match.group(1), match.group("x", 0, "y"), match["y"], match[0])
print(match.start(), match.end("x"), match.span(2), match.groupdict(), match.__copy__() is match)
for key in (3, -1, "z", None, [], 1.5, 2**80, True):
    print(key, tried(match.group, key), tried(match.start, key), tried(match.span, key), tried(match.__getitem__, key))
print(tried(match.group, x=1), tried(type(match)), tried(type(PAIR)), tried(lambda: PAIR < SAME))
print(tried(setattr, match, "pos", 1), tried(setattr, PAIR, "flags", 1))
for args in (("a", 2**70), ("a", "x"), (b"a",), (1,), (None,), ()):
    print(args, tried(PAIR.match, *args), tried(PAIR.findall, *args), tried(PAIR.finditer, *args))
print(tried(BYTES.match, "a"), BYTES.match(bytearray(b"ab")), BYTES.search(memoryview(b"xab")).group())
print(BYTES.sub(b"-", bytearray(b"xabx")), BYTES.split(memoryview(b"xabx")), BYTES.findall(bytearray(b"abab")))
print(tried(PAIR.sub, lambda m: 3, "abab"), tried(BYTES.sub, lambda m: 3, b"xabab"), tried(PAIR.sub, b"x", "ab"))
print(tried(BYTES.sub, "x", b"ab"), PAIR.sub(b"x", "bb"), PAIR.sub(lambda m: None, "xabx"), PAIR.subn("", "abxab"))
print(tried(PAIR.sub, lambda m: 1 // 0, "ab"), BYTES.sub(lambda m: memoryview(b"!"), b"xab"))


class Text(str):
    pass


text = Text("zzz")
print(type(PAIR.sub("", text)), PAIR.sub("", "zzz"), type(PAIR.match(Text("ab")).group()), PAIR.match(Text("ab")).string.__class__)
array = bytearray(b"xxab")
found = BYTES.search(array)
scanner = BYTES.scanner(array)
print(tried(array.clear), scanner.pattern is BYTES)
del scanner
array.clear()
print(found.group(), found.span(), type(found.group()))
for args in (
    ("a", 0, (1,), 0, {}, ()), ("a", 0, ["x"], 0, {}, ()), ("a", 0, [-1], 0, {}, ()), ("a", 0, [1 << 40], 0, {}, ()),
    ("a", 0, [1], 0, [], ()), ("a", 0, [1], 0, {}, []), ("a", 1 << 40, [1], 0, {}, ()), (3, 0, [1], 0, {}, ()),
    ("a", 0, [], 0, {}, ()), ("a", 0, [0], 0, {}, ()), ("a", 0, [16], 0, {}, ()), ("a", 0, [16, 97], 0, {}, ()),
    ("a", 0, [7, 9, 1], 0, {}, ()), ("a", 0, [17, 0, 1], 0, {}, ()), ("a", 0, [11, 0, 1], 0, {}, ()), ("a", 0, [1], -1, {}, ()),
    ("a", 0, [6, 12, 1], 0, {}, ()), ("a", 0, [13, 5, 8, 18, 0, 1], 0, {}, ()), ("a", 0, [25, 6, 2, 1, 2, 1, 1], 0, {}, ()),
    ("a", 0, [15, 9, 1], 0, {}, ()), ("a", 0, [18, 1], 0, {}, ()), ("a", 0, [99, 1], 0, {}, ()),
):
    print(args[1:3], tried(_sre.compile, *args))
print(_sre.compile(None, 0, [16, 97, 1], 0, {}, ()).match(b"a"), _sre.compile(None, 0, [16, 97, 1], 0, {}, ()).match("a"))
for c in (65, 97, 0x130, 0xDF, 0x1C5, 0x3A3, 0x212A, 0x10400, 0x10FFFF, 0x110000, -1):
    print(hex(c), _sre.unicode_tolower(c), _sre.unicode_iscased(c), _sre.ascii_tolower(c), _sre.ascii_iscased(c))
print(tried(_sre.unicode_tolower, 1 << 40), tried(_sre.ascii_iscased, "x"))
total = 0
for c in range(0x110000):
    total = (total * 31 + _sre.unicode_tolower(c) * 2 + _sre.unicode_iscased(c)) % 1000000007
print(total)

# Deep nesting of choices lies on the heap.
deep = "ab" * 200000
print(NESTED.match(deep).span(), NESTED.fullmatch(deep + "c"), LAZY.match(deep + "c").span())
long = "é" * 1000 + "ab" * 1000
print(sum(m.start() for m in PAIR.finditer(long)), PAIR.search(long, 1500).span(), len(PAIR.findall(long)))
it = PAIR.finditer("abab")
print(type(it), [m.span() for m in it], next(it, "end"))
