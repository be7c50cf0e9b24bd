"""A full-text index: tokens, stop words, boolean queries, phrases, ranking, snippets."""

import math
import re
from collections import Counter, defaultdict

DOCS = {
    "fox": "The quick brown fox jumps over the lazy dog. The dog sleeps; the fox runs away quickly.",
    "dogs": "Dogs are loyal. A lazy dog sleeps all day, and lazy dogs dream of running foxes.",
    "python": "Python is a language. The python is also a snake; snakes do not run, but Python programs run quickly.",
    "compiler": "A compiler turns programs into machine code. Machine code runs quickly; compilers are programs too.",
    "snake": "A snake sleeps in the sun. The brown snake is not lazy: it waits for a quick brown mouse.",
    "empty": "",
    "accents": "Café, naïve façade: crème brûlée über alles! Ελληνικά and Русский текст too.",
}
STOP = frozenset("a an and the of is are in it to for all but do not too".split())
WORD = re.compile(r"\w+")


def stem(w):
    for suffix, keep in (("ning", 3), ("ing", 3), ("ies", 2), ("es", 3), ("ly", 4), ("s", 3)):
        if w.endswith(suffix) and len(w) - len(suffix) >= keep:
            return w[: -len(suffix)]
    return w


def tokens(text):
    for m in WORD.finditer(text.lower()):
        yield stem(m.group()), m.start(), m.end()


class Index:
    def __init__(self):
        self.postings = defaultdict(dict)
        self.texts = {}
        self.lengths = {}

    def add(self, name, text):
        self.texts[name] = text
        n = 0
        for pos, (w, start, end) in enumerate(tokens(text)):
            n += 1
            if w not in STOP:
                self.postings[w].setdefault(name, []).append((pos, start, end))
        self.lengths[name] = n

    def docs(self, word):
        return set(self.postings.get(stem(word.lower()), ()))

    def phrase(self, words):
        stems = [(i, stem(w.lower())) for i, w in enumerate(words) if w.lower() not in STOP]
        if not stems:
            return set()
        out = set()
        base, first = stems[0]
        for name, hits in self.postings.get(first, {}).items():
            places = [{p for p, _, _ in self.postings.get(s, {}).get(name, ())} for _, s in stems[1:]]
            if any(all(p - base + i in ps for (i, _), ps in zip(stems[1:], places)) for p, _, _ in hits):
                out.add(name)
        return out

    def score(self, name, words):
        total = 0.0
        for w in words:
            hits = self.postings.get(stem(w.lower()), {})
            if name in hits:
                tf = len(hits[name]) / self.lengths[name]
                total += tf * math.log(1 + len(self.texts) / len(hits))
        return total

    def rank(self, names, words):
        return sorted(((round(self.score(n, words), 6), n) for n in names), key=lambda t: (-t[0], t[1]))

    def snippet(self, name, words, width=30):
        stems = {stem(w.lower()) for w in words}
        text = self.texts[name]
        marks = [(s, e) for w in sorted(stems) for _, s, e in self.postings.get(w, {}).get(name, ())]
        if not marks:
            return text[:width]
        start = max(0, min(marks)[0] - 10)
        out, at = [], start
        for s, e in sorted(marks):
            if s >= start + width or s < at:
                continue
            out += [text[at:s], "[", text[s:e], "]"]
            at = e
        out.append(text[at : max(at, start + width)])
        return ("..." if start else "") + "".join(out) + ("..." if max(at, start + width) < len(text) else "")


class QueryError(ValueError):
    pass


class Query:
    """or := and ('OR' and)*; and := not ('AND'? not)*; not := 'NOT' not | '(' or ')' | "phrase" | word"""

    def __init__(self, text):
        self.toks = re.findall(r'"[^"]*"|[()]|[^\s()"]+', text)
        if text.count('"') % 2:
            raise QueryError("unbalanced quote")
        self.words = []
        self.pos = 0

    def peek(self):
        return self.toks[self.pos] if self.pos < len(self.toks) else None

    def take(self):
        t = self.peek()
        self.pos += 1
        return t

    def run(self, index):
        r = self.either(index)
        if self.peek() is not None:
            raise QueryError(f"unexpected {self.peek()!r}")
        return r

    def either(self, index):
        r = self.both(index)
        while self.peek() == "OR":
            self.take()
            r = r | self.both(index)
        return r

    def both(self, index):
        r = self.negated(index)
        while (t := self.peek()) is not None and t not in ("OR", ")"):
            if t == "AND":
                self.take()
            r = r & self.negated(index)
        return r

    def negated(self, index):
        t = self.take()
        if t is None:
            raise QueryError("unexpected end")
        if t == "NOT":
            return set(index.texts) - self.negated(index)
        if t == "(":
            r = self.either(index)
            if self.take() != ")":
                raise QueryError("missing )")
            return r
        if t in ("AND", "OR", ")"):
            raise QueryError(f"unexpected {t!r}")
        if t.startswith('"'):
            words = WORD.findall(t)
            self.words += words
            return index.phrase(words)
        self.words.append(t)
        if t.endswith("*"):
            prefix = t[:-1].lower()
            return {n for w, hits in index.postings.items() if w.startswith(prefix) for n in hits}
        return index.docs(t)


index = Index()
for name, text in DOCS.items():
    index.add(name, text)
print(len(index.postings), sorted(index.lengths.items()))
print(
    sorted((w, sum(map(len, h.values()))) for w, h in index.postings.items() if sum(map(len, h.values())) > 2)
)
for q in (
    "dog",
    "lazy dog",
    "dog OR snake",
    "NOT dog",
    "quick AND brown NOT fox",
    '"lazy dog"',
    '"brown fox"',
    "(fox OR mouse) brown",
    "run programs",
    "com*",
    '"machine code" OR "quick brown mouse"',
    "nothing",
    "CAFÉ",
    "crème OR текст",
    "the",
    "",
    "(dog",
    "dog)",
    "AND",
    '"open',
    "NOT",
    "a OR",
):
    try:
        query = Query(q)
        found = query.run(index)
        print(f"{q!r}:")
        for score, name in index.rank(found, query.words):
            print(f"   {score:.4f} {name:9} {index.snippet(name, query.words)}")
    except QueryError as e:
        print(f"{q!r}: error: {e}")
pairs = Counter()
for text in DOCS.values():
    ws = [w for w, _, _ in tokens(text) if w not in STOP]
    pairs.update(zip(ws, ws[1:]))
print(sorted(pairs.items(), key=lambda kv: (-kv[1], kv[0]))[:5])
