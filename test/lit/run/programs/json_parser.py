"""A JSON reader and writer with exact error positions."""


class JSONError(ValueError):
    def __init__(self, msg, text, pos):
        line = text.count("\n", 0, pos) + 1
        col = pos - text.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {col} (char {pos})")
        self.pos = pos


ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Reader:
    def __init__(self, text, object_hook=None):
        self.text = text
        self.pos = 0
        self.hook = object_hook
        self.depth = 0

    def error(self, msg, pos=None):
        return JSONError(msg, self.text, self.pos if pos is None else pos)

    def skip(self):
        t, n = self.text, len(self.text)
        while self.pos < n and t[self.pos] in " \t\r\n":
            self.pos += 1

    def peek(self):
        return self.text[self.pos] if self.pos < len(self.text) else ""

    def read(self):
        self.skip()
        v = self.value()
        self.skip()
        if self.pos != len(self.text):
            raise self.error("Extra data")
        return v

    def value(self):
        c = self.peek()
        if c == "{":
            return self.object()
        if c == "[":
            return self.array()
        if c == '"':
            return self.string()
        if c and c in "-0123456789":
            return self.number()
        for word, v in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.pos):
                self.pos += len(word)
                return v
        raise self.error("Expecting value")

    def object(self):
        self.enter()
        out = {}
        self.skip()
        if self.peek() == "}":
            self.leave()
            return self.hook(out) if self.hook else out
        while True:
            if self.peek() != '"':
                raise self.error("Expecting property name enclosed in double quotes")
            start = self.pos
            key = self.string()
            if key in out:
                raise self.error(f"Duplicate key {key!r}", start)
            self.skip()
            if self.peek() != ":":
                raise self.error("Expecting ':' delimiter")
            self.pos += 1
            self.skip()
            out[key] = self.value()
            self.skip()
            match self.peek():
                case ",":
                    self.pos += 1
                    self.skip()
                case "}":
                    self.leave()
                    return self.hook(out) if self.hook else out
                case _:
                    raise self.error("Expecting ',' delimiter")

    def array(self):
        self.enter()
        out = []
        self.skip()
        if self.peek() == "]":
            self.leave()
            return out
        while True:
            out.append(self.value())
            self.skip()
            c = self.peek()
            if c == "]":
                self.leave()
                return out
            if c != ",":
                raise self.error("Expecting ',' delimiter")
            self.pos += 1
            self.skip()

    def enter(self):
        self.pos += 1
        self.depth += 1
        if self.depth > 100:
            raise self.error("Too deep")

    def leave(self):
        self.pos += 1
        self.depth -= 1

    def string(self):
        start = self.pos
        self.pos += 1
        chunks = []
        while True:
            c = self.peek()
            if not c:
                raise self.error("Unterminated string starting at", start)
            self.pos += 1
            if c == '"':
                return "".join(chunks)
            if c != "\\":
                if ord(c) < 32:
                    raise self.error("Invalid control character at", self.pos - 1)
                chunks.append(c)
                continue
            e = self.peek()
            self.pos += 1
            if e == "u":
                code = self.hex4()
                if 0xD800 <= code < 0xDC00 and self.text[self.pos : self.pos + 2] == "\\u":
                    saved = self.pos
                    self.pos += 2
                    low = self.hex4()
                    if 0xDC00 <= low < 0xE000:
                        code = 0x10000 + (code - 0xD800 << 10) + (low - 0xDC00)
                    else:
                        self.pos = saved
                chunks.append(chr(code))
            elif e in ESCAPES and e:
                chunks.append(ESCAPES[e])
            else:
                raise self.error("Invalid \\escape", self.pos - 2)

    def hex4(self):
        digits = self.text[self.pos : self.pos + 4]
        try:
            if len(digits) != 4 or digits[0] in "+-":
                raise ValueError
            code = int(digits, 16)
        except ValueError:
            raise self.error("Invalid \\uXXXX escape") from None
        self.pos += 4
        return code

    def number(self):
        start = self.pos

        def digits():
            n = self.pos
            while self.peek().isdigit():
                self.pos += 1
            return self.pos - n

        if self.peek() == "-":
            self.pos += 1
        if self.peek() == "0":
            self.pos += 1
        elif not digits():
            raise self.error("Expecting value", start)
        real = False
        if self.peek() == ".":
            self.pos += 1
            real = True
            if not digits():
                raise self.error("Expecting digits after '.'")
        if self.peek() and self.peek() in "eE":
            self.pos += 1
            real = True
            if self.peek() and self.peek() in "+-":
                self.pos += 1
            if not digits():
                raise self.error("Expecting exponent")
        text = self.text[start : self.pos]
        return float(text) if real else int(text)


def quote(s):
    out = ['"']
    for c in s:
        if c in '"\\':
            out.append("\\" + c)
        elif c in "\b\f\n\r\t":
            out.append("\\" + "bfnrt"["\b\f\n\r\t".index(c)])
        elif " " <= c < "\x7f":
            out.append(c)
        elif ord(c) > 0xFFFF:
            n = ord(c) - 0x10000
            out.append(f"\\u{0xD800 | n >> 10:04x}\\u{0xDC00 | n & 0x3FF:04x}")
        else:
            out.append(f"\\u{ord(c):04x}")
    return "".join(out) + '"'


def write(v, indent=None, sort=False, level=0):
    def lines(open_, parts, close):
        if not parts:
            return open_ + close
        if indent is None:
            return open_ + ", ".join(parts) + close
        pad = "\n" + " " * indent * (level + 1)
        return open_ + pad + ("," + pad).join(parts) + "\n" + " " * indent * level + close

    match v:
        case None:
            return "null"
        case bool():
            return "true" if v else "false"
        case int():
            return str(v)
        case float():
            if v != v or v in (float("inf"), float("-inf")):
                raise ValueError("Out of range float values are not JSON compliant")
            return repr(v)
        case str():
            return quote(v)
        case dict():
            items = sorted(v.items()) if sort else v.items()
            return lines(
                "{", [f"{quote(str(k))}: {write(x, indent, sort, level + 1)}" for k, x in items], "}"
            )
        case list() | tuple():
            return lines("[", [write(x, indent, sort, level + 1) for x in v], "]")
    raise TypeError(f"Object of type {type(v).__name__} is not JSON serializable")


def loads(s, **kw):
    return Reader(s, **kw).read()


DOC = r"""
{
    "name": "J\u00fcrgen \"JJ\" \ud83d\ude00 \\ \/ \b\f\n\r\t",
    "numbers": [0, -1, 3.14, 1e10, -2.5E-3, 12345678901234567890],
    "nested": {"a": {"b": {"c": [[], {}, [[1]], null, true, false]}}},
    "empty": "", "unicode": "漢字 é \u6f22"
}
"""
doc = loads(DOC)
print(doc)
print(write(doc))
print(write(doc, indent=2, sort=True))
print(loads(write(doc)) == doc, loads(write(doc, indent=3)) == doc)
print(loads('{"x": 1, "y": {"x": 2}}', object_hook=lambda d: tuple(sorted(d.items()))))
for bad in (
    "",
    "  ",
    "[1, 2",
    "[1 2]",
    '{"a" 1}',
    '{"a": 1,}',
    "{a: 1}",
    "[1,]",
    "nul",
    "01",
    "-",
    "1.",
    "1e",
    '"abc',
    '"a\nb"',
    r'"\q"',
    r'"\u12g4"',
    "[1] x",
    '{"a": 1, "a": 2}',
    "[\n\n  1,\n  tru\n]",
    "+1",
    "NaN",
    r'"\ud800"',
    "[" * 101,
    '"\\',
    "{}}",
    ".5",
):
    try:
        print(repr(bad)[:40], "=>", ascii(loads(bad)))
    except JSONError as e:
        print(repr(bad)[:40], "!!", e)
for v in (float("nan"), {1, 2}, object, {"a": 1j}):
    try:
        print(write(v))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
big = {
    "rows": [
        {"id": i, "name": f"row {i}", "tags": [str(i % k) for k in (2, 3, 5)], "score": i / 7}
        for i in range(200)
    ]
}
text = write(big)
again = loads(text)
print(len(text), again == big, sum(r["score"] for r in again["rows"]))
