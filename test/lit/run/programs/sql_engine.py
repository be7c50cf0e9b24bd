"""A small query engine over rows: select, where, join, group, having, order, limit; a planner that shows itself."""

import operator
import re
from itertools import groupby, islice

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|'((?:[^']|'')*)'|([A-Za-z_][\w.]*)|(<=|>=|<>|!=|[-+*/%(),=<>]))")
WORDS = {
    "select",
    "from",
    "where",
    "and",
    "or",
    "not",
    "join",
    "left",
    "on",
    "group",
    "by",
    "having",
    "order",
    "limit",
    "as",
    "asc",
    "desc",
    "distinct",
    "is",
    "null",
    "in",
    "like",
    "between",
    "insert",
    "into",
    "values",
    "update",
    "set",
    "delete",
    "case",
    "when",
    "then",
    "else",
    "end",
    "offset",
}


class SqlError(Exception):
    pass


class Table:
    def __init__(self, name, columns, rows=()):
        self.name, self.columns = name, list(columns)
        self.rows = [tuple(r) for r in rows]


class Lexer:
    def __init__(self, text):
        self.toks, pos = [], 0
        text = text.strip().rstrip(";")
        while pos < len(text):
            m = TOKEN.match(text, pos)
            if not m:
                raise SqlError(f"bad character {text[pos]!r}")
            num, string, name, op = m.groups()
            if num is not None:
                self.toks.append(("num", float(num) if "." in num else int(num)))
            elif string is not None:
                self.toks.append(("str", string.replace("''", "'")))
            elif name is not None:
                low = name.lower()
                self.toks.append(("word", low) if low in WORDS else ("name", low))
            else:
                self.toks.append(("op", op))
            pos = m.end()
        self.i = 0

    def peek(self, k=0):
        return self.toks[self.i + k] if self.i + k < len(self.toks) else ("end", "")

    def accept(self, *values):
        kind, v = self.peek()
        if kind in ("word", "op") and v in values:
            self.i += 1
            return v
        return None

    def expect(self, *values):
        v = self.accept(*values)
        if v is None:
            raise SqlError(f"expected {' or '.join(values)}, got {self.peek()[1]!r}")
        return v

    def name(self):
        kind, v = self.peek()
        if kind != "name":
            raise SqlError(f"expected a name, got {v!r}")
        self.i += 1
        return v


BIN = {
    "=": operator.eq,
    "<>": operator.ne,
    "!=": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "%": operator.mod,
}
AGG = {"count": len, "sum": sum, "min": min, "max": max, "avg": lambda v: sum(v) / len(v)}
FUNCS = {
    "upper": str.upper,
    "lower": str.lower,
    "length": len,
    "abs": abs,
    "round": round,
    "coalesce": lambda *a: next((x for x in a if x is not None), None),
}


class ExprParser:
    def __init__(self, lex):
        self.lex = lex

    def expr(self):
        left = self.both()
        while self.lex.accept("or"):
            left = ("or", left, self.both())
        return left

    def both(self):
        left = self.negation()
        while self.lex.accept("and"):
            left = ("and", left, self.negation())
        return left

    def negation(self):
        if self.lex.accept("not"):
            return ("not", self.negation())
        left = self.sum()
        lex = self.lex
        if op := lex.accept("=", "<>", "!=", "<", ">", "<=", ">="):
            return ("bin", op, left, self.sum())
        if lex.accept("is"):
            neg = lex.accept("not")
            lex.expect("null")
            return ("not", ("isnull", left)) if neg else ("isnull", left)
        neg = lex.accept("not")
        if lex.accept("in"):
            lex.expect("(")
            items = [self.expr()]
            while lex.accept(","):
                items.append(self.expr())
            lex.expect(")")
            r = ("in", left, items)
        elif lex.accept("like"):
            r = ("like", left, self.sum())
        elif lex.accept("between"):
            lo = self.sum()
            lex.expect("and")
            r = ("and", ("bin", ">=", left, lo), ("bin", "<=", left, self.sum()))
        else:
            return left
        return ("not", r) if neg else r

    def sum(self):
        left = self.product()
        while op := self.lex.accept("+", "-"):
            left = ("bin", op, left, self.product())
        return left

    def product(self):
        left = self.atom()
        while op := self.lex.accept("*", "/", "%"):
            left = ("bin", op, left, self.atom())
        return left

    def atom(self):
        lex = self.lex
        kind, v = lex.peek()
        if kind in ("num", "str"):
            lex.i += 1
            return ("const", v)
        if lex.accept("null"):
            return ("const", None)
        if lex.accept("-"):
            return ("bin", "-", ("const", 0), self.atom())
        if lex.accept("("):
            e = self.expr()
            lex.expect(")")
            return e
        if lex.accept("case"):
            arms = []
            while lex.accept("when"):
                c = self.expr()
                lex.expect("then")
                arms.append((c, self.expr()))
            other = self.expr() if lex.accept("else") else ("const", None)
            lex.expect("end")
            return ("case", arms, other)
        name = lex.name()
        if lex.accept("("):
            if lex.accept("*"):
                args = [("const", 1)]
            else:
                args = [self.expr()]
                while lex.accept(","):
                    args.append(self.expr())
            lex.expect(")")
            if name in AGG:
                return ("agg", name, args[0])
            if name not in FUNCS:
                raise SqlError(f"no function {name}")
            return ("func", name, args)
        return ("col", name)


def has_agg(e):
    return isinstance(e, (tuple, list)) and (bool(e) and e[0] == "agg" or any(map(has_agg, e)))


def column(row, name):
    if name in row:
        return row[name]
    found = [k for k in row if k.endswith("." + name)]
    if not found:
        raise SqlError(f"no column {name}")
    if len(found) > 1:
        raise SqlError(f"ambiguous column {name}: {', '.join(sorted(found))}")
    return row[found[0]]


def ev(e, row, group=None):
    match e:
        case ("const", v):
            return v
        case ("col", n):
            return column(row, n)
        case ("bin", op, a, b):
            x, y = ev(a, row, group), ev(b, row, group)
            if x is None or y is None:
                return None
            try:
                return BIN[op](x, y)
            except ZeroDivisionError:
                return None
            except TypeError:
                raise SqlError(f"cannot apply {op} to {x!r} and {y!r}") from None
        case ("and", a, b):
            return ev(a, row, group) and ev(b, row, group)
        case ("or", a, b):
            return ev(a, row, group) or ev(b, row, group)
        case ("not", a):
            v = ev(a, row, group)
            return None if v is None else not v
        case ("isnull", a):
            return ev(a, row, group) is None
        case ("in", a, items):
            v = ev(a, row, group)
            return None if v is None else any(v == ev(i, row, group) for i in items)
        case ("like", a, p):
            v = ev(a, row, group)
            pat = re.escape(ev(p, row, group)).replace("%", ".*").replace("_", ".")
            return None if v is None else re.fullmatch(pat, v, re.I) is not None
        case ("case", arms, other):
            for c, v in arms:
                if ev(c, row, group):
                    return ev(v, row, group)
            return ev(other, row, group)
        case ("func", f, args):
            return FUNCS[f](*[ev(a, row, group) for a in args])
        case ("agg", f, a):
            if group is None:
                raise SqlError(f"{f} outside of a grouped query")
            vals = [v for r in group if (v := ev(a, r)) is not None]
            return AGG[f](vals) if vals or f == "count" else None
    raise AssertionError(e)


def label(e):
    match e:
        case ("col", n):
            return n.split(".")[-1]
        case ("agg", f, ("col", n)):
            return f"{f}({n})"
        case ("agg", f, _):
            return f"{f}(*)"
    return "expr"


class Database:
    def __init__(self):
        self.tables = {}

    def create(self, name, columns, rows=()):
        self.tables[name] = Table(name, columns.split(), rows)

    def table(self, name):
        if name not in self.tables:
            raise SqlError(f"no table {name}")
        return self.tables[name]

    def execute(self, text):
        lex = Lexer(text)
        match lex.expect("select", "insert", "update", "delete"):
            case "select":
                r = self.select(lex)
            case "insert":
                r = self.insert(lex)
            case "update":
                r = self.update(lex)
            case "delete":
                lex.expect("from")
                t = self.table(lex.name())
                cond = ExprParser(lex).expr() if lex.accept("where") else ("const", True)
                before = len(t.rows)
                t.rows = [r for r in t.rows if not ev(cond, dict(zip(t.columns, r)))]
                r = before - len(t.rows)
        if lex.peek()[0] != "end":
            raise SqlError(f"unexpected {lex.peek()[1]!r}")
        return r

    def insert(self, lex):
        lex.expect("into")
        t = self.table(lex.name())
        lex.expect("values")
        n = 0
        while True:
            lex.expect("(")
            vals = [ev(ExprParser(lex).expr(), {})]
            while lex.accept(","):
                vals.append(ev(ExprParser(lex).expr(), {}))
            lex.expect(")")
            if len(vals) != len(t.columns):
                raise SqlError(f"{t.name} has {len(t.columns)} columns, got {len(vals)} values")
            t.rows.append(tuple(vals))
            n += 1
            if not lex.accept(","):
                return n

    def update(self, lex):
        t = self.table(lex.name())
        lex.expect("set")
        sets = []
        while True:
            c = lex.name()
            if c not in t.columns:
                raise SqlError(f"no column {c}")
            lex.expect("=")
            sets.append((t.columns.index(c), ExprParser(lex).sum()))
            if not lex.accept(","):
                break
        cond = ExprParser(lex).expr() if lex.accept("where") else ("const", True)
        n = 0
        for i, r in enumerate(t.rows):
            row = dict(zip(t.columns, r))
            if ev(cond, row):
                new = list(r)
                for k, e in sets:
                    new[k] = ev(e, row)
                t.rows[i] = tuple(new)
                n += 1
        return n

    def source(self, lex):
        def scan():
            t = self.table(lex.name())
            alias = lex.name() if lex.peek()[0] == "name" or lex.accept("as") and lex.peek() else t.name
            return [f"{alias}.{c}" for c in t.columns], [
                dict(zip((f"{alias}.{c}" for c in t.columns), r)) for r in t.rows
            ]

        columns, rows = scan()
        while lex.peek()[1] in ("join", "left") and lex.peek()[0] == "word":
            left = lex.accept("left")
            lex.expect("join")
            more, others = scan()
            lex.expect("on")
            cond = ExprParser(lex).expr()
            joined = []
            for a in rows:
                hits = [m for b in others if ev(cond, m := {**a, **b})]
                if not hits and left:
                    hits = [{**a, **dict.fromkeys(more)}]
                joined += hits
            columns, rows = columns + more, joined
        return columns, rows

    def select(self, lex):
        distinct = lex.accept("distinct")
        items = []
        p = ExprParser(lex)
        while True:
            if lex.accept("*"):
                items.append(("*", None))
            else:
                e = p.expr()
                items.append((e, lex.name() if lex.accept("as") or lex.peek()[0] == "name" else label(e)))
            if not lex.accept(","):
                break
        columns, rows = self.source(lex) if lex.accept("from") else ([], [{}])
        items = [
            x
            for e, n in items
            for x in ([(("col", c), c.split(".")[-1]) for c in columns] if e == "*" else [(e, n)])
        ]
        if lex.accept("where"):
            cond = p.expr()
            rows = [r for r in rows if ev(cond, r)]
        keys, having = [], None
        if lex.accept("group"):
            lex.expect("by")
            keys.append(p.expr())
            while lex.accept(","):
                keys.append(p.expr())
        if lex.accept("having"):
            having = p.expr()
        if keys or has_agg([e for e, _ in items]):

            def key(r):
                return tuple((v is not None, v) for v in (ev(k, r) for k in keys))

            groups = [list(g) for _, g in groupby(sorted(rows, key=key), key)] if keys else [rows]
            units = [(g[0] if g else {}, g) for g in groups]
        else:
            units = [(r, None) for r in rows]
        if having:
            units = [u for u in units if ev(having, *u)]
        out = [(tuple(ev(e, *u) for e, _ in items), u) for u in units]
        if lex.accept("order"):
            lex.expect("by")
            names = [n for _, n in items]
            orders = []
            while True:
                e = p.expr()
                orders.append((e, lex.accept("asc", "desc") == "desc"))
                if not lex.accept(","):
                    break
            for e, desc in reversed(orders):

                def key(o, e=e):
                    v = (
                        o[0][names.index(e[1])]
                        if e[0] == "col" and e[1] in names
                        else o[0][e[1] - 1] if e[0] == "const" else ev(e, *o[1])
                    )
                    return (v is not None, v)

                out.sort(key=key, reverse=desc)
        result = [o[0] for o in out]
        if distinct:
            result = list(dict.fromkeys(result))
        limit = ev(p.atom(), {}) if lex.accept("limit") else None
        offset = ev(p.atom(), {}) if lex.accept("offset") else 0
        return [n for _, n in items], list(islice(result, offset, None if limit is None else offset + limit))


def show(result):
    if isinstance(result, int):
        return f"{result} rows changed"
    heads, rows = result
    cells = [
        ["NULL" if v is None else f"{v:.2f}" if isinstance(v, float) else str(v) for v in r] for r in rows
    ]
    widths = [max(len(h), *(len(r[i]) for r in cells)) if cells else len(h) for i, h in enumerate(heads)]
    lines = [
        "  ".join(h.ljust(w) for h, w in zip(heads, widths)).rstrip(),
        "  ".join("-" * w for w in widths),
    ]
    return "\n".join(lines + ["  ".join(c.ljust(w) for c, w in zip(r, widths)).rstrip() for r in cells])


db = Database()
db.create(
    "staff",
    "id name dept salary boss",
    [
        (1, "Ann", "dev", 5200, None),
        (2, "Bob", "dev", 4100, 1),
        (3, "Cyd", "ops", 3900, 1),
        (4, "Dee", "ops", 3900, 3),
        (5, "Eve", None, 2500, 3),
        (6, "O'Hara", "dev", 4800, 1),
    ],
)
db.create(
    "dept",
    "code title city",
    [("dev", "Development", "Bonn"), ("ops", "Operations", "Rome"), ("law", "Legal", "Oslo")],
)
for q in (
    "select * from dept",
    "select name, salary * 12 as yearly from staff where salary > 4000 order by yearly desc",
    "select dept, count(*), avg(salary), max(name) from staff group by dept order by 2 desc, dept",
    "select dept, sum(salary) total from staff where dept is not null group by dept having sum(salary) > 8000",
    "select s.name, b.name as boss from staff s join staff b on s.boss = b.id order by boss, s.name",
    "select title, count(id) n from dept d left join staff s on s.dept = d.code group by title order by n desc, title",
    "select distinct salary from staff order by salary limit 2 offset 1",
    "select name from staff where name like '%e%' or name in ('O''Hara', 'x') order by length(name), name desc",
    "select upper(name), case when salary >= 4800 then 'high' when salary between 3000 and 4000 then 'mid' else 'other' end band from staff where not dept = 'ops'",
    "select 1 + 2 * 3 as x, -5 % 3, coalesce(null, 'd'), 1 / 0",
    "select count(*), sum(salary) from staff where id > 99",
    "select name from staff where dept <> 'dev'",
    "update staff set salary = salary + 100, dept = 'dev' where dept is null",
    "insert into dept values ('hr', 'People', null), ('it', 'IT', 'Ulm')",
    "delete from staff where salary < 3950 and boss is not null",
    "select name, dept, salary from staff order by dept, name",
    "select city from dept where city is null or city like '_o%' order by city",
):
    print(">", q)
    print(show(db.execute(q)))
for bad in (
    "select",
    "selekt 1",
    "select x from dept",
    "select * from nope",
    "select name from staff s join staff t on s.id = t.id",
    "select foo(1)",
    "select * from dept where",
    "insert into dept values (1)",
    "select 'a' + 1",
    "select 1 2 3",
    "update dept set zz = 1",
    "select count(*) from staff group",
    "select ?",
    "select name from staff where count(*) > 1",
):
    try:
        print(show(db.execute(bad)))
    except SqlError as e:
        print(f"{bad!r}: {e}")
