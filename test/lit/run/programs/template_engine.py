"""A text template engine: variables, filters, if/for/block, inheritance, escaping, errors with lines."""

import re

TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\})", re.S)


class TemplateError(Exception):
    def __init__(self, msg, line):
        super().__init__(f"line {line}: {msg}")


class Markup(str):
    pass


def escape(v):
    if isinstance(v, Markup):
        return v
    s = str(v)
    for a, b in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        s = s.replace(a, b)
    return s


FILTERS = {
    "upper": lambda v: str(v).upper(),
    "title": lambda v: str(v).title(),
    "length": len,
    "join": lambda v, sep=", ": sep.join(map(str, v)),
    "default": lambda v, d="": d if v is None or v == "" else v,
    "safe": lambda v: Markup(v),
    "round": lambda v, n=0: round(v, n),
    "fmt": lambda v, spec: format(v, spec),
    "first": lambda v: v[0],
    "reverse": lambda v: v[::-1],
    "sort": lambda v, key=None: sorted(v, key=(lambda x: x[key]) if key else None),
    "truncate": lambda v, n: v if len(v) <= n else v[: n - 1] + "…",
}
EXPR_TOKEN = re.compile(
    r'\s*(?:(-?\d+\.\d+|-?\d+)|("[^"]*"|\'[^\']*\')|([A-Za-z_][\w.]*)|(==|!=|<=|>=|[<>|():,\[\]+*]))'
)


class Expr:
    def __init__(self, text, line):
        self.line = line
        self.toks = []
        pos = 0
        text = text.rstrip()
        while pos < len(text):
            m = EXPR_TOKEN.match(text, pos)
            if not m:
                raise TemplateError(f"bad expression {text!r}", line)
            self.toks.append(m.group().strip())
            pos = m.end()
        self.i = 0
        self.run = self.either()
        if self.i < len(self.toks):
            raise TemplateError(f"unexpected {self.toks[self.i]!r} in {text!r}", line)

    def peek(self):
        return self.toks[self.i] if self.i < len(self.toks) else None

    def take(self, want=None):
        t = self.peek()
        if t is None or (want and t != want):
            raise TemplateError(f"expected {want or 'a value'}, got {t!r}", self.line)
        self.i += 1
        return t

    def either(self):
        left = self.both()
        while self.peek() == "or":
            self.take()
            left = (lambda a, b: lambda c: a(c) or b(c))(left, self.both())
        return left

    def both(self):
        left = self.negation()
        while self.peek() == "and":
            self.take()
            left = (lambda a, b: lambda c: a(c) and b(c))(left, self.negation())
        return left

    def negation(self):
        if self.peek() == "not":
            self.take()
            inner = self.negation()
            return lambda c: not inner(c)
        left = self.arith()
        ops = {
            "==": lambda a, b: a == b,
            "!=": lambda a, b: a != b,
            "<": lambda a, b: a < b,
            ">": lambda a, b: a > b,
            "<=": lambda a, b: a <= b,
            ">=": lambda a, b: a >= b,
            "in": lambda a, b: a in b,
        }
        if self.peek() in ops:
            op, right = ops[self.take()], self.arith()
            return lambda c: op(left(c), right(c))
        return left

    def arith(self):
        left = self.filtered()
        while self.peek() in ("+", "*"):
            op, right = self.take(), self.filtered()
            left = (lambda a, b, op: lambda c: a(c) + b(c) if op == "+" else a(c) * b(c))(left, right, op)
        return left

    def filtered(self):
        value = self.atom()
        while self.peek() == "|":
            self.take()
            name = self.take()
            if name not in FILTERS:
                raise TemplateError(f"no filter {name!r}", self.line)
            args = []
            if self.peek() == ":":
                self.take()
                args.append(self.atom())
                while self.peek() == ",":
                    self.take()
                    args.append(self.atom())
            value = (lambda f, v, args: lambda c: f(v(c), *[a(c) for a in args]))(FILTERS[name], value, args)
        return value

    def atom(self):
        t = self.take()
        if t == "(":
            inner = self.either()
            self.take(")")
            return inner
        if t[0] in "\"'":
            return lambda c: t[1:-1]
        if re.fullmatch(r"-?\d+", t):
            return lambda c: int(t)
        if re.fullmatch(r"-?\d+\.\d+", t):
            return lambda c: float(t)
        if not (t[0].isalpha() or t[0] == "_"):
            raise TemplateError(f"unexpected {t!r}", self.line)
        path = t.split(".")
        return lambda c: c.lookup(path, self.line)


class Context:
    def __init__(self, *scopes):
        self.scopes = list(scopes)

    def lookup(self, path, line):
        if path[0] in ("true", "false", "none"):
            return {"true": True, "false": False, "none": None}[path[0]]
        for s in reversed(self.scopes):
            if path[0] in s:
                v = s[path[0]]
                break
        else:
            return None
        for p in path[1:]:
            if isinstance(v, dict):
                v = v.get(p)
            elif p.isdigit():
                v = v[int(p)]
            else:
                v = getattr(v, p, None)
            if callable(v):
                v = v()
            if v is None:
                return None
        return v


class Template:
    def __init__(self, source, loader=None):
        self.loader = loader or {}
        self.blocks = {}
        self.parent = None
        self.line = 1
        self.parts = [p for p in TAG.split(source) if p]
        self.pos = 0
        self.nodes, _ = self.parse(())

    def parse(self, until):
        nodes, start = [], self.line
        while self.pos < len(self.parts):
            part = self.parts[self.pos]
            line = self.line
            self.line += part.count("\n")
            self.pos += 1
            if part.startswith("{{"):
                e = Expr(part[2:-2].strip(), line)
                nodes.append(("out", e))
            elif part.startswith("{%"):
                words = part[2:-2].strip().split(None, 1)
                tag, rest = words[0], words[1] if len(words) > 1 else ""
                if tag in until:
                    return nodes, (tag, rest, line)
                nodes.append(self.tag(tag, rest, line))
            elif not part.startswith("{#"):
                nodes.append(("text", part))
        if until:
            raise TemplateError(f"missing {' or '.join(until)}", start)
        return nodes, None

    def tag(self, tag, rest, line):
        match tag:
            case "if":
                arms, cond = [], Expr(rest, line)
                while True:
                    body, (end, more, at) = self.parse(("elif", "else", "endif"))
                    arms.append((cond, body))
                    if end == "endif":
                        return ("if", arms, [])
                    if end == "else":
                        other, _ = self.parse(("endif",))
                        return ("if", arms, other)
                    cond = Expr(more, at)
            case "for":
                m = re.fullmatch(r"(\w+(?:\s*,\s*\w+)*)\s+in\s+(.+)", rest)
                if not m:
                    raise TemplateError(f"bad for {rest!r}", line)
                body, (end, *_) = self.parse(("else", "endfor"))
                other = self.parse(("endfor",))[0] if end == "else" else []
                return ("for", [n.strip() for n in m[1].split(",")], Expr(m[2], line), body, other)
            case "block":
                body, _ = self.parse(("endblock",))
                self.blocks[rest] = body
                return ("block", rest)
            case "extends" | "include":
                name = rest.strip("\"'")
                if name not in self.loader:
                    raise TemplateError(f"no template {name!r}", line)
                t = Template(self.loader[name], self.loader)
                if tag == "extends":
                    self.parent = t
                    return ("text", "")
                return ("include", t)
            case "set":
                name, _, value = rest.partition("=")
                return ("set", name.strip(), Expr(value.strip(), line))
        raise TemplateError(f"unknown tag {tag!r}", line)

    def render(self, **values):
        out = []
        root, blocks = self, {}
        while root:
            blocks = {**root.blocks, **blocks}
            if not root.parent:
                break
            root = root.parent
        root.emit(root.nodes, Context(values), out, blocks)
        return "".join(out)

    def emit(self, nodes, ctx, out, blocks):
        for node in nodes:
            match node:
                case ("text", s):
                    out.append(s)
                case ("out", e):
                    v = e.run(ctx)
                    out.append("" if v is None else escape(v))
                case ("if", arms, other):
                    for cond, body in arms:
                        if cond.run(ctx):
                            self.emit(body, ctx, out, blocks)
                            break
                    else:
                        self.emit(other, ctx, out, blocks)
                case ("for", names, e, body, other):
                    items = e.run(ctx)
                    items = list(items.items() if isinstance(items, dict) else items or ())
                    for i, item in enumerate(items):
                        scope = {"loop": {"index": i + 1, "first": i == 0, "last": i == len(items) - 1}}
                        scope.update(zip(names, item) if len(names) > 1 else [(names[0], item)])
                        ctx.scopes.append(scope)
                        self.emit(body, ctx, out, blocks)
                        ctx.scopes.pop()
                    if not items:
                        self.emit(other, ctx, out, blocks)
                case ("block", name):
                    self.emit(blocks[name], ctx, out, blocks)
                case ("include", t):
                    t.emit(t.nodes, ctx, out, {**t.blocks, **blocks})
                case ("set", name, e):
                    ctx.scopes[-1][name] = e.run(ctx)


LOADER = {
    "base": "<html><title>{% block title %}Site{% endblock %}</title>\n{% block body %}{% endblock %}\n{% include 'foot' %}</html>",
    "foot": "<footer>{{ year|default:'n.d.' }}</footer>",
    "page": """{% extends 'base' %}{% block title %}{{ title|upper }}{% endblock %}
{% block body %}{# a comment #}
{% for u in users %}<li class="{% if loop.first %}first{% elif loop.last %}last{% else %}mid{% endif %}">{{ loop.index }}. {{ u.name }} ({{ u.age + 1 }}){% if u.tags %} [{{ u.tags|sort|join:"/" }}]{% endif %}</li>
{% else %}nobody{% endfor %}{% endblock %}""",
}
page = Template(LOADER["page"], LOADER)
users = [
    {"name": "<Ann>", "age": 30, "tags": ["x", "b"]},
    {"name": "Bob & Co", "age": 41},
    {"name": 'C"', "age": 1, "tags": []},
]
print(page.render(title="a page", users=users, year=2024))
print(page.render(users=[]))
cases = [
    ("{{ a }}-{{ b|default:'none' }}-{{ a|upper|reverse }}", dict(a="xyz")),
    ("{% for k, v in d %}{{ k }}={{ v|fmt:'>5' }};{% endfor %}", dict(d={"one": 1, "two": 2})),
    ("{% if a > 1 and not b or c == 'x' %}yes{% else %}no{% endif %}", dict(a=2, b=False, c="q")),
    ("{{ html }} {{ html|safe }}", dict(html="<b>")),
    (
        "{{ 3 * n + 1 }} {{ (1 + n) * 2 }} {{ pi|round:2 }} {{ 'lit' }} {{ items.1 }} {{ s.title }}",
        dict(n=4, pi=3.14159, items=[5, 6], s="hello"),
    ),
    ("{% set x = 5 %}{{ x }}{% for i in l %}{% set x = i %}{{ x }}{% endfor %}{{ x }}", dict(l=[1, 2])),
    ("{% if 'a' in word %}in{% endif %} {{ word|truncate:4 }} {{ word|length }}", dict(word="banana")),
    (
        "{% for row in m %}{% for c in row %}{{ c }}{% if not loop.last %},{% endif %}{% endfor %};{% endfor %}",
        dict(m=[[1, 2], [3]]),
    ),
    ("{{ missing.deep.path }}|{{ none }}|{{ true }}", {}),
    ("{% for p in people|sort:'age' %}{{ p.age }} {% endfor %}", dict(people=users)),
    ("no tags {", {}),
]
for src, values in cases:
    print(repr(Template(src).render(**values)))
for bad in (
    "{% if x %}",
    "{% for x %}{% endfor %}",
    "a\nb\n{{ x | nope }}",
    "{% unknown %}",
    "{{ a b }}",
    "{{ }}",
    "{% endif %}",
    "{{ 'a' ~ 1 }}",
    "\n\n{% include 'x' %}",
    "{{ (1 }}",
    "{% block b %}",
):
    try:
        Template(bad).render()
        print("no error", bad)
    except TemplateError as e:
        print(repr(bad), "->", e)
