"""A spreadsheet: formulas, dependency order, incremental recalculation, cycles, errors, fill and sort."""

import re

CELL = re.compile(r"([A-Z]+)([0-9]+)$")
TOKEN = re.compile(
    r'\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?)|("[^"]*")|([A-Z]+[0-9]+)|([A-Z]+)|(<=|>=|<>|[-+*/^&=<>(),:%]))'
)


class CellError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def col_name(n):
    s = ""
    while n:
        n, r = divmod(n - 1, 26)
        s = chr(65 + r) + s
    return s


def col_number(s):
    n = 0
    for c in s:
        n = n * 26 + ord(c) - 64
    return n


def parse_ref(s):
    m = CELL.match(s)
    return col_number(m[1]), int(m[2])


def ref(c, r):
    return f"{col_name(c)}{r}"


class Formula:
    LEVELS = [("=", "<>", "<", ">", "<=", ">="), ("&",), ("+", "-"), ("*", "/")]

    def __init__(self, text):
        self.toks, pos = [], 0
        while pos < len(text.rstrip()):
            m = TOKEN.match(text, pos)
            if not m:
                raise CellError("#SYNTAX!")
            kind = m.lastindex
            self.toks.append((kind, m[kind]))
            pos = m.end()
        self.i = 0
        self.refs = set()
        self.tree = self.binary(0)
        if self.i != len(self.toks):
            raise CellError("#SYNTAX!")

    def peek(self):
        return self.toks[self.i][1] if self.i < len(self.toks) else None

    def accept(self, t):
        if self.peek() == t and self.toks[self.i][0] == 5:
            self.i += 1
            return True
        return False

    def expect(self, t):
        if not self.accept(t):
            raise CellError("#SYNTAX!")

    def binary(self, level):
        if level == len(self.LEVELS):
            return self.power()
        left = self.binary(level + 1)
        while self.peek() in self.LEVELS[level] and self.toks[self.i][0] == 5:
            op = self.toks[self.i][1]
            self.i += 1
            left = ("op", op, left, self.binary(level + 1))
        return left

    def power(self):
        if self.accept("-"):
            return ("neg", self.power())
        base = self.atom()
        while self.accept("%"):
            base = ("op", "/", base, ("num", 100.0))
        return ("op", "^", base, self.power()) if self.accept("^") else base

    def atom(self):
        if self.i >= len(self.toks):
            raise CellError("#SYNTAX!")
        kind, t = self.toks[self.i]
        self.i += 1
        if kind == 1:
            return ("num", float(t))
        if kind == 2:
            return ("str", t[1:-1])
        if kind == 3:
            if self.accept(":"):
                kind, end = self.toks[self.i]
                self.i += 1
                (c1, r1), (c2, r2) = parse_ref(t), parse_ref(end)
                cells = [
                    ref(c, r)
                    for r in range(min(r1, r2), max(r1, r2) + 1)
                    for c in range(min(c1, c2), max(c1, c2) + 1)
                ]
                self.refs.update(cells)
                return ("range", cells)
            self.refs.add(t)
            return ("ref", t)
        if kind == 4:
            if t in ("TRUE", "FALSE"):
                return ("bool", t == "TRUE")
            self.expect("(")
            args = []
            while not self.accept(")"):
                args.append(self.binary(0))
                if not self.accept(","):
                    self.expect(")")
                    break
            return ("call", t, args)
        if t == "(":
            e = self.binary(0)
            self.expect(")")
            return e
        raise CellError("#SYNTAX!")


def number(v):
    if v is None or v == "":
        return 0.0
    if isinstance(v, str):
        try:
            return float(v)
        except ValueError:
            raise CellError("#VALUE!") from None
    return float(v)


def text(v):
    if v is None:
        return ""
    if isinstance(v, bool):
        return str(v).upper()
    return f"{v:.10g}" if isinstance(v, float) else v


class Sheet:
    def __init__(self):
        self.source, self.formulas, self.values = {}, {}, {}
        self.users = {}
        self.evaluated = 0

    def __setitem__(self, name, content):
        self.set_many({name: content})

    def __getitem__(self, name):
        return self.values.get(name)

    def set_many(self, cells):
        for name, content in cells.items():
            old = self.formulas.pop(name, None)
            if old:
                for r in old.refs:
                    self.users[r].discard(name)
            self.source[name] = content
            self.values.pop(name, None)
            if isinstance(content, str) and content.startswith("="):
                try:
                    f = Formula(content[1:])
                except CellError as e:
                    self.values[name] = e
                    continue
                self.formulas[name] = f
                for r in f.refs:
                    self.users.setdefault(r, set()).add(name)
            elif content not in (None, ""):
                try:
                    self.values[name] = float(content)
                except ValueError:
                    self.values[name] = content
        self.recalculate(cells)

    def recalculate(self, changed):
        order, state = [], {}

        def visit(n):
            if n in state:
                return
            state[n] = 1
            for u in sorted(self.users.get(n, ())):
                visit(u)
            order.append(n)

        for n in sorted(changed):
            visit(n)
        done = set()
        for n in reversed(order):
            if n in self.formulas:
                if n not in done and self.in_cycle(n):
                    self.values[n] = CellError("#CYCLE!")
                else:
                    self.evaluate(n)
                done.add(n)

    def in_cycle(self, name):
        stack, seen = list(self.formulas[name].refs), set()
        while stack:
            r = stack.pop()
            if r == name:
                return True
            if r not in seen and r in self.formulas:
                seen.add(r)
                stack.extend(self.formulas[r].refs)
        return False

    def evaluate(self, name):
        self.evaluated += 1
        try:
            v = self.run(self.formulas[name].tree)
            self.values[name] = 0.0 if v is None else v
        except CellError as e:
            self.values[name] = e
        except ZeroDivisionError:
            self.values[name] = CellError("#DIV/0!")
        except (OverflowError, TypeError):
            self.values[name] = CellError("#NUM!")

    def fetch(self, name):
        v = self.values.get(name)
        if isinstance(v, CellError):
            raise v
        return v

    def run(self, e):
        match e:
            case ("num" | "str" | "bool", v):
                return v
            case ("ref", n):
                return self.fetch(n)
            case ("neg", x):
                return -number(self.run(x))
            case ("op", "&", a, b):
                return text(self.run(a)) + text(self.run(b))
            case ("op", ("+" | "-" | "*" | "/" | "^") as op, a, b):
                x, y = number(self.run(a)), number(self.run(b))
                r = {"+": x.__add__, "-": x.__sub__, "*": x.__mul__, "/": x.__truediv__, "^": x.__pow__}[op](
                    y
                )
                if isinstance(r, complex):
                    raise CellError("#NUM!")
                return r
            case ("op", op, a, b):
                x, y = self.run(a), self.run(b)
                if isinstance(x, str) != isinstance(y, str):
                    x, y = text(x), text(y)
                return {"=": x == y, "<>": x != y, "<": x < y, ">": x > y, "<=": x <= y, ">=": x >= y}[op]
            case ("call", "IF", [c, a, *b]):
                return self.run(a) if self.run(c) else self.run(b[0]) if b else False
            case ("call", "IFERROR", [a, b]):
                try:
                    return self.run(a)
                except (CellError, ZeroDivisionError):
                    return self.run(b)
            case ("call", f, args):
                return self.call(f, args)
        raise CellError("#VALUE!")

    def flat(self, args):
        for a in args:
            if a[0] == "range":
                yield from (v for n in a[1] if (v := self.fetch(n)) is not None)
            else:
                yield self.run(a)

    def call(self, f, args):
        vals = list(self.flat(args))
        nums = [v for v in vals if isinstance(v, float)]
        match f:
            case "SUM":
                return sum(nums)
            case "COUNT":
                return float(len(nums))
            case "AVERAGE":
                return sum(nums) / len(nums)
            case "MIN":
                return min(nums, default=0.0)
            case "MAX":
                return max(nums, default=0.0)
            case "ROUND":
                return round(nums[0] * 10 ** nums[1]) / 10 ** nums[1]
            case "LEN":
                return float(len(text(vals[0])))
            case "UPPER":
                return text(vals[0]).upper()
            case "CONCAT":
                return "".join(map(text, vals))
            case "AND":
                return all(vals)
            case "OR":
                return any(vals)
            case "NOT":
                return not vals[0]
        raise CellError("#NAME?")

    def show(self, cols, rows):
        out = []
        for r in range(1, rows + 1):
            row = []
            for c in range(1, cols + 1):
                v = self.values.get(ref(c, r))
                row.append(v.code if isinstance(v, CellError) else text(v))
            out.append(row)
        widths = [max(len(r[c]) for r in out) for c in range(cols)]
        return "\n".join(" | ".join(v.rjust(w) for v, w in zip(r, widths)) for r in out)


s = Sheet()
s.set_many(
    {
        "A1": "item",
        "B1": "price",
        "C1": "n",
        "D1": "total",
        "A2": "tea",
        "B2": "3.5",
        "C2": "4",
        "D2": "=B2*C2",
        "A3": "cake",
        "B3": "12.25",
        "C3": "2",
        "D3": "=B3*C3",
        "A4": "sum",
        "D4": "=SUM(D2:D3)",
        "A5": "tax",
        "C5": "=19%",
        "D5": "=ROUND(D4*C5, 2)",
        "D6": '="EUR " & D4+D5',
        "A6": '=IF(D4>30,"large","small")',
    }
)
print(s.show(4, 6), s.evaluated)
s["C3"] = "1"
print(s["D6"], s["A6"], s.evaluated)
s["B3"] = "free"
print(s.show(4, 6))
s["D3"] = '=IFERROR(B3*C3, 0)'
print(s["D4"], s["D6"])
t = Sheet()
t.set_many(
    {
        "A1": "=1/0",
        "A2": "=A1+1",
        "A3": "=B3",
        "B3": "=C3",
        "C3": "=A3+1",
        "A4": "=1+",
        "A5": "=FOO(1)",
        "A6": '="a"+1',
        "A7": "=(-8)^0.5",
        "B1": "=2^3^2",
        "B2": "=-2^2",
        "B4": "=SUM(A8:B9)*2",
        "B5": "=COUNT(A1:A1)",
        "A8": "1",
        "B8": "2",
        "A9": "x",
        "B9": "4",
        "B6": '=LEN("héllo") & UPPER("x") & (1<2)',
        "B7": "=AND(1<2, NOT(2<=1), \"a\"<>\"b\")",
        "C1": "=10^400",
        "C2": "=Z99+1",
        "C4": "=AVERAGE(Z1:Z9)",
        "C5": "=MAX(A8:B9)-MIN(A8:B9)",
        "C6": "='",
        "C7": "=A10",
        "A10": "text",
    }
)
print(t.show(3, 10))
t["C3"] = "5"
print(t["A3"], t["B3"])
t["C3"] = "=C3"
print(t["C3"].code, t["A3"])
chain = Sheet()
chain.set_many({ref(1, i): f"=A{i - 1}+1" if i > 1 else "1" for i in range(1, 121)})
print(chain["A120"], chain.evaluated)
chain["A1"] = "100"
print(chain["A120"], chain.evaluated)
chain["A60"] = "0"
print(chain["A120"], chain["A59"], chain.evaluated)
fib = Sheet()
fib.set_many({"A1": "0", "A2": "1", **{f"A{i}": f"=A{i-1}+A{i-2}" for i in range(3, 40)}})
print(
    fib["A39"],
    [col_name(n) for n in (1, 26, 27, 52, 702, 703)],
    [col_number(c) for c in ("A", "Z", "AA", "ZZ", "AAA")],
)
