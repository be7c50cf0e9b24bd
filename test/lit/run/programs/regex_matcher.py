"""Regular expressions: parser, Thompson construction, NFA simulation, DFA, and a backtracking matcher with groups."""


class RegexError(ValueError):
    pass


class Parser:
    """alt := seq ('|' seq)*; seq := rep*; rep := atom [*+?{m,n}] ['?']"""

    def __init__(self, src):
        self.src, self.i, self.groups = src, 0, 0

    def peek(self):
        return self.src[self.i] if self.i < len(self.src) else ""

    def take(self):
        c = self.peek()
        self.i += 1
        return c

    def parse(self):
        node = self.alt()
        if self.i < len(self.src):
            raise RegexError(f"unbalanced ) at {self.i}")
        return node

    def alt(self):
        arms = [self.seq()]
        while self.peek() == "|":
            self.take()
            arms.append(self.seq())
        return arms[0] if len(arms) == 1 else ("alt", arms)

    def seq(self):
        out = []
        while self.peek() and self.peek() not in "|)":
            out.append(self.rep())
        return ("seq", out)

    def rep(self):
        node = self.atom()
        while (c := self.peek()) and c in "*+?{":
            start = self.i
            self.take()
            lo, hi = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(c) or self.bounds(start)
            greedy = self.peek() != "?"
            if not greedy:
                self.take()
            node = ("rep", node, lo, hi, greedy)
        return node

    def bounds(self, start):
        end = self.src.find("}", self.i)
        body = self.src[self.i : end] if end >= 0 else "?"
        self.i = end + 1
        lo, comma, hi = body.partition(",")
        try:
            lo = int(lo)
            hi = (int(hi) if hi else None) if comma else lo
        except ValueError:
            raise RegexError(f"bad repetition at {start}") from None
        if hi is not None and hi < lo:
            raise RegexError(f"min above max at {start}")
        return lo, hi

    def atom(self):
        start = self.i
        c = self.take()
        match c:
            case "(":
                if self.src.startswith("?:", self.i):
                    self.i += 2
                    node = self.alt()
                else:
                    self.groups += 1
                    n = self.groups
                    node = ("group", n, self.alt())
                if self.take() != ")":
                    raise RegexError(f"missing ) for ( at {start}")
                return node
            case "[":
                return self.char_class(start)
            case ".":
                return ("set", frozenset("\n"), True)
            case "^" | "$":
                return ("anchor", c)
            case "\\":
                return self.escaped(start)
            case "*" | "+" | "?":
                raise RegexError(f"nothing to repeat at {start}")
        return ("set", frozenset(c), False)

    CLASSES = {
        "d": "0123456789",
        "w": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
        "s": " \t\n\r\f\v",
    }

    def escaped(self, start):
        c = self.take()
        if not c:
            raise RegexError(f"trailing backslash at {start}")
        if c.isdigit() and c != "0":
            return ("back", int(c))
        if c in "bB":
            return ("anchor", "\\" + c)
        if c.lower() in self.CLASSES:
            return ("set", frozenset(self.CLASSES[c.lower()]), c.isupper())
        return ("set", frozenset({"n": "\n", "t": "\t"}.get(c, c)), False)

    def char_class(self, start):
        negate = self.peek() == "^"
        if negate:
            self.take()
        chars, first = set(), True
        while True:
            c = self.take()
            if not c:
                raise RegexError(f"unterminated [ at {start}")
            if c == "]" and not first:
                break
            first = False
            if c == "\\":
                node = self.escaped(self.i - 1)
                chars |= node[1]
                continue
            if self.peek() == "-" and self.src[self.i + 1 : self.i + 2] not in ("]", ""):
                self.take()
                hi = self.take()
                if hi < c:
                    raise RegexError(f"bad range {c}-{hi}")
                chars.update(chr(x) for x in range(ord(c), ord(hi) + 1))
            else:
                chars.add(c)
        return ("set", frozenset(chars), negate)


class Nfa:
    """States hold either one (chars, negate, next) edge or a list of empty edges."""

    def __init__(self, node):
        self.eps, self.edge = [], []
        self.start, self.accept = self.new(), self.new()
        self.build(node, self.start, self.accept)

    def new(self):
        self.eps.append([])
        self.edge.append(None)
        return len(self.eps) - 1

    def build(self, node, a, b):
        match node:
            case ("set", chars, negate):
                self.edge[a] = (chars, negate, b)
            case ("seq", parts):
                for p in parts:
                    m = self.new()
                    self.build(p, a, m)
                    a = m
                self.eps[a].append(b)
            case ("alt", arms):
                for arm in arms:
                    s, e = self.new(), self.new()
                    self.eps[a].append(s)
                    self.build(arm, s, e)
                    self.eps[e].append(b)
            case ("group", _, inner):
                self.build(inner, a, b)
            case ("rep", inner, lo, hi, _):
                for _ in range(lo):
                    m = self.new()
                    s = self.new()
                    self.eps[a].append(s)
                    self.build(inner, s, m)
                    a = m
                if hi is None:
                    s, e = self.new(), self.new()
                    self.eps[a] += [s, b]
                    self.build(inner, s, e)
                    self.eps[e] += [s, b]
                else:
                    for _ in range(hi - lo):
                        m, s = self.new(), self.new()
                        self.eps[a] += [s, b]
                        self.build(inner, s, m)
                        a = m
                    self.eps[a].append(b)
            case _:
                raise RegexError(f"{node[0]} needs backtracking")

    def closure(self, states):
        stack, seen = list(states), set(states)
        while stack:
            for t in self.eps[stack.pop()]:
                if t not in seen:
                    seen.add(t)
                    stack.append(t)
        return frozenset(seen)

    def step(self, states, c):
        return self.closure({e[2] for s in states if (e := self.edge[s]) and (c in e[0]) != e[1]})

    def fullmatch(self, text):
        states = self.closure({self.start})
        for c in text:
            states = self.step(states, c)
            if not states:
                return False
        return self.accept in states


class Dfa:
    def __init__(self, nfa, alphabet):
        self.alphabet = alphabet
        start = nfa.closure({nfa.start})
        number, queue = {start: 0}, [start]
        self.table = []
        for s in queue:
            row = {}
            for c in alphabet:
                t = nfa.step(s, c)
                if t not in number:
                    number[t] = len(number)
                    queue.append(t)
                row[c] = number[t]
            self.table.append(row)
        self.accepting = {n for s, n in number.items() if nfa.accept in s}

    def minimal_size(self):
        part = [int(i in self.accepting) for i in range(len(self.table))]
        while True:
            keys = {}
            new = []
            for i, row in enumerate(self.table):
                k = (part[i], *(part[row[c]] for c in self.alphabet))
                new.append(keys.setdefault(k, len(keys)))
            if len(keys) == len(set(part)):
                return len(keys)
            part = new

    def fullmatch(self, text):
        s = 0
        for c in text:
            s = self.table[s][c]
        return s in self.accepting


class Backtracker:
    def __init__(self, node, groups):
        self.node, self.groups = node, groups

    def match(self, text, pos=0):
        for end, caps in self.run(self.node, text, pos, {}):
            return pos, end, [caps.get(g) for g in range(1, self.groups + 1)]
        return None

    def search(self, text):
        for i in range(len(text) + 1):
            if m := self.match(text, i):
                return m
        return None

    def run(self, node, text, i, caps):
        match node:
            case ("set", chars, negate):
                if i < len(text) and (text[i] in chars) != negate:
                    yield i + 1, caps
            case ("seq", parts):
                yield from self.seq(parts, 0, text, i, caps)
            case ("alt", arms):
                for arm in arms:
                    yield from self.run(arm, text, i, caps)
            case ("group", n, inner):
                for e, c in self.run(inner, text, i, caps):
                    yield e, {**c, n: text[i:e]}
            case ("back", n):
                s = caps.get(n)
                if s is not None and text.startswith(s, i):
                    yield i + len(s), caps
            case ("anchor", a):
                word = lambda k: 0 <= k < len(text) and (text[k].isalnum() or text[k] == "_")
                edge = word(i - 1) != word(i)
                if {"^": i == 0, "$": i == len(text), "\\b": edge, "\\B": not edge}[a]:
                    yield i, caps
            case ("rep", inner, lo, hi, greedy):
                yield from self.rep(inner, lo, hi, greedy, text, i, caps)

    def seq(self, parts, k, text, i, caps):
        if k == len(parts):
            yield i, caps
        else:
            for e, c in self.run(parts[k], text, i, caps):
                yield from self.seq(parts, k + 1, text, e, c)

    def rep(self, inner, lo, hi, greedy, text, i, caps):
        if not greedy and lo <= 0:
            yield i, caps
        if hi is None or hi > 0:
            for e, c in self.run(inner, text, i, caps):
                if e > i or lo > 0:
                    yield from self.rep(inner, lo - 1, None if hi is None else hi - 1, greedy, text, e, c)
        if greedy and lo <= 0:
            yield i, caps


def compile_(src):
    p = Parser(src)
    node = p.parse()
    return node, p.groups


for src, texts in {
    "a(b|c)*d": ["ad", "abcbd", "abx", "acd", ""],
    "(ab)+": ["ab", "abab", "aba"],
    "a?b{2,3}": ["bb", "abbb", "abbbb", "b"],
    "(a|b)*abb": ["abb", "aababb", "ab"],
    "[a-c]+[^a-c]": ["abcd", "abc", "d"],
    "x*": ["", "xxxx", "xy"],
    "(a*)*b": ["b", "aaab", "aaa"],
    "(|a)b": ["b", "ab"],
}.items():
    node, _ = compile_(src)
    nfa = Nfa(node)
    dfa = Dfa(nfa, "abcdxy")
    results = [nfa.fullmatch(t) for t in texts]
    assert results == [dfa.fullmatch(t) for t in texts]
    bt = Backtracker(("seq", [node, ("anchor", "$")]), 1)
    assert results == [bt.match(t) is not None for t in texts], src
    print(f"{src:14} nfa {len(nfa.eps):3} dfa {len(dfa.table):2} minimal {dfa.minimal_size():2}", results)
for src, text in (
    (r"(\w+)@(\w+)\.com", "mail bob@site.com now"),
    (r"<(.+?)>", "a <b> <c>"),
    (r"<(.+)>", "a <b> <c>"),
    (r"(a+)(a*)", "aaaa"),
    (r"(a+?)(a*)", "aaaa"),
    (r"(\w)\1", "hello"),
    (r"^(\d{1,3})\.(\d{1,3})$", "12.345"),
    (r"\bcat\b", "concat cat"),
    (r"(x)?y", "zy"),
    (r"(a|ab)(c|bcd)(d*)", "abcd"),
    (r"[]a]+", "x]a]"),
    (r"[^\d\s]+", "12 ab3"),
    (r"\$\d+\.\d\d", "cost $15.99"),
    (r"(?:ab)+(c)", "xababc"),
    (r"(.*)-(.*)", "a-b-c"),
    (r"q", "abc"),
    (r"$", "end"),
    (r"(a(b)?)+", "aba"),
):
    node, groups = compile_(src)
    print(f"{src!r:24} {text!r:24}", Backtracker(node, groups).search(text))
for bad in ("(a", "a)", "*a", "[a", "a{2", "a{3,1}", "a\\", "[z-a]", "a{x}", "a|*"):
    try:
        compile_(bad)
        print(bad, "ok")
    except RegexError as e:
        print(f"{bad!r}: {e}")
