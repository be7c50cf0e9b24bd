# _json: every short string, every broken document, every kind of value, against what json does with it.
import _json
import itertools
import json
import sys
from json import decoder, encoder, scanner


def show(function, *args, **keywords):
    try:
        return ascii(function(*args, **keywords))
    except BaseException as error:
        return "%s%s" % (type(error).__name__, ascii(error.args))


def strings():
    print(_json.__doc__, _json.make_scanner, _json.make_encoder)
    for strict in (True, False):
        for tail in ['"', "a", "\x01", "\\", "\\u", "\\u12", '\\u12"', '\\u123x"', '\\x"', '\\ud800"', "\\ud800\\u",
                     '\\ud800\\u12"', '\\ud834\\udd20x"', "\\ud834\\udd20", '\\ud834\\ud834"', '\\ud800\\n"', '\\u 123"',
                     '\\u+123"', '\\ud800\\u+123"', 'abc\n"', "\\a", "\xe9\\u12", '\xe9\\x"', "\xe9\xe9", "\xe9\x02",
                     '\\u00e9"', '\\ud800\\uD"', '\\u12345"', '\\"', "\\\u0100", "\\u1234", "\\ud834\\udd2",
                     '\ud834\udd20"', '\ud834\\udd20"', '\\ud834\udd20"', 'x' * 40 + '\x1f"', 'x' * 40 + '\\n' * 20 + '"',
                     '\U0001f40d' * 9 + '\\u00ff"', "\x7f" * 17 + '"']:
            print(show(_json.scanstring, '"' + tail, 1, strict), show(_json.scanstring, "\u20ac" + tail, 1, strict))
    for arguments in [("a", -1), ("a", 5), ("a", 1), (b"a", 1), ("a",), ("a", 1.5), ("a", 2**70), ('a"', 0, 0, 1),
                      ('a"', True), ("a", None), ("", 0), ('"', 0)]:
        print(show(_json.scanstring, *arguments))
    print(show(_json.scanstring, 'a"', 0, strict=0))
    for function in (_json.encode_basestring, _json.encode_basestring_ascii):
        print(show(function, 1), show(function, b"1"), show(function))
        for low in range(0, 0x120, 16):
            print(show(function, "".join(map(chr, range(low, low + 16)))))
        print(show(function, "x" * 31 + '"' + "\ud800\udfff\U0001f40d\U0010ffff\u2028"))


class Context:
    strict = 1
    object_hook = object_pairs_hook = None
    parse_float, parse_int, parse_constant = float, int, str


def documents():
    scan = _json.make_scanner(Context)
    count = 0
    for length in range(6):
        for letters in itertools.product('{}[],:"1 a', repeat=length):
            text = "".join(letters)
            if length < 4 or text[0] in "{[" and text[1] in '"1 ]}' or count % 23 == 0:
                print(text, show(scan, text, 0), show(json.loads, text))
            count += 1
    for text in ["-", "-a", "1.", "1.5", "1.e", "1e", "1e5", "1E+5", "1e+", "0123", "-0", "-0.0", "00", "NaN", "-Infinity",
                 "Infinity", "Nan", "-Inf", "-I", "nul", "null", "true", "tru", "false", "1" * 18, "1" * 19, "9" * 18,
                 "-" + "9" * 18, "-" + "9" * 19, "9" * 40, "1e400", "-1e400", "1" * 5000, "1" * 18 + "e3", "\u0661",
                 "1\u0661", "5e-324", "0.1", "123456789.123456789e-30", "2305843009213693951", "2305843009213693952",
                 "-2305843009213693952", "-2305843009213693953", "\ufeff1", "[1,\t2 ,\r3\n,4]", '\xa0[1]',
                 '{"\xe9":[1,{"\u20ac":"\U0001f40d"}]}x', '[' * 50 + ']' * 50]:
        for before in ("", "\xe9\U0001f40d"):
            print(show(scan, before + text, len(before)), show(json.loads, text))
    for arguments in [("1", -1), ("1", 1), ("1", 5), (b"1", 0), ("1",), ("1", 0, 0), ("1", 1.5), ("1", 2**70)]:
        print(show(scan, *arguments))
    print(show(scan, string="1", idx=0), show(scan, s="1", idx=0))
    deep = sys.getrecursionlimit() * 100
    print(show(scan, "[" * deep, 0), show(scan, '{"a":' * deep, 0))
    try:
        json.loads("[1,\n{\xe9}]")
    except json.JSONDecodeError as error:
        print(error.msg, error.doc, error.pos, error.lineno, error.colno)


def scanners():
    print(show(_json.make_scanner, 1), show(_json.make_scanner), show(_json.make_scanner, Context, 1))
    scan = _json.make_scanner(context=Context)
    print([(name, getattr(scan, name)) for name in dir(scan) if not name.startswith("_")])
    print(show(setattr, scan, "strict", 1), show(setattr, scan, "other", 1))
    for name in ["strict", "object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"]:
        values = {key: value for key, value in vars(Context).items() if key != name and not key.startswith("_")}
        print(show(_json.make_scanner, type("Part", (), values)))
    text = '{"a": [1, {}, -1.5, 1e5, NaN, 99999999999999999999], "b": {"b": 2, "a": {}}, "a": -Infinity}'
    for options in [dict(object_hook=lambda d: sorted(d)), dict(object_pairs_hook=list), dict(parse_int=repr),
                    dict(parse_float=repr), dict(parse_constant=repr), dict(parse_int=lambda s: 1 // 0),
                    dict(object_hook=list, object_pairs_hook=tuple), dict(object_hook=lambda d: 1 // 0)]:
        print(show(json.loads, text, **options))
    first, second = json.loads('[{"a_key": 1, "b_\xe9": 2}, {"a_key": 3, "b_\\u00e9": 4}]')
    print([a is b for a, b in zip(sorted(first), sorted(second))])
    many = json.loads("[%s]" % ", ".join('{"key%d": %d, "same": 0}' % (i % 700, i) for i in range(2000)))
    print(len({id(key) for entry in many for key in entry}), sum(map(len, many)))
    inner = json.loads('[{"a": 1}, {"a": 2}]', object_hook=lambda d: json.loads('{"a": 5}'))
    print(inner)


class Float(float):
    def __repr__(self):
        return "no"


class Int(int):
    def __repr__(self):
        return "no"


class Str(str):
    def __str__(self):
        return "no"


class Items(dict):
    def __init__(self, result, *args):
        super().__init__(*args)
        self.result = result

    def items(self):
        return self.result


class List(list):
    def __iter__(self):
        return iter([7, 8])


class Unlisted(list):
    __iter__ = None


class Tuple(tuple):
    pass


VALUES = [None, True, False, 1, -5, 2**62, -2**70, 1.5, -0.0, 1e16, 1e100, 5e-324, float("nan"), float("inf"), "a", Str("b"),
          Float(2.5), Int(3), [], (), {}, [1, "a", None, [2]], (1,), {"a": 1, "b": [1, {}]},
          {1: 2, None: 3, True: 4, False: 5, 1.5: 6, float("inf"): 7}, {b"a": 1}, {(1,): 1, "a": 2}, {2**100: 1},
          {Str("k"): Str("v")}, {Float(2.5): Int(3), Int(3): Float(2.5)}, {1, 2}, b"x", List(), List([1]), Unlisted([1]),
          Tuple((1, 2)), Items([(1, 2), (3, 4)]), Items([(1, 2), (3, 4)], [(1, 2)]), Items([(1, 2, 3)], [(1, 2)]),
          Items([[1, 2]], [(1, 2)]), Items(5, [(1, 2)]), {"b": 1, "a": {"d": 1, "c": 2}}, {"b": 1, 1: 2},
          {"\xe9": "\u20ac\ud800"}, 10**5000]


def encoders():
    make = _json.make_encoder
    print(show(make), show(make, 1, 2, 3, 4, 5, 6, 7, 8, 9), show(make, None, 2, 3, 4, "5", 6, 7, 8, 9))
    print(show(make, 1, 2, 3, 4, "5", "6", 7, 8, 9), show(make, {}, 2, 3, 4, "5", "6", 7, 8, 9, 10))
    encode = make(None, repr, _json.encode_basestring, None, ":", ",", 0, 0, 1)
    print([(name, getattr(encode, name)) for name in dir(encode) if not name.startswith("_")])
    print(show(setattr, encode, "markers", 1), show(encode, 1), show(encode, 1, 2, 3), show(encode, 1, "a"))
    print(show(encode, obj=1, _current_indent_level=0))
    for value in VALUES:
        print(show(encode, value, 0))
        for options in [{}, dict(sort_keys=True), dict(skipkeys=True), dict(allow_nan=False), dict(ensure_ascii=False),
                        dict(separators=("\u20ac", "\xe9")), dict(indent=1), dict(check_circular=False, default=repr)]:
            print(" ", show(json.dumps, value, **options))


def circles():
    make = _json.make_encoder
    circle = []
    circle.append(circle)
    ring = {}
    ring["a"] = [ring]
    for check in (True, False):
        for value in (circle, ring):
            print(show(json.dumps, value, check_circular=check))
            print(show(json.dumps, object, default=lambda o: [o], check_circular=check))
    for markers in ({}, None):
        for string in (str.upper, lambda s: 1, lambda s: 1 // 0, None):
            encode = make(markers, lambda o: 1 // 0, string, None, ":", ",", 0, 0, 0)
            print(show(encode, ["a", {"b": "c", 1: 2.5, None: True}], 0), show(encode, "a", 0), show(encode, [object], 0))
        print(None if markers is None else len(markers))
    shared = [1]
    print(json.dumps([shared, shared, {"a": shared}]))

    def change(value):
        # What is written is what was there.
        table.clear()
        return 1
    table = {"a": object(), "b": 2}
    print(json.dumps(table, default=change), table)
    growing = [object(), 2]
    print(json.dumps(growing, default=lambda value: len(growing) < 5 and growing.append(3)), growing[1:])
    print(show(json.dumps, ["[" * 5] * 3), len(json.dumps(["x" * 1000] * 1000)))


print(decoder.scanstring is _json.scanstring, encoder.c_make_encoder is _json.make_encoder,
      scanner.make_scanner is _json.make_scanner)
strings()
documents()
scanners()
encoders()
circles()
