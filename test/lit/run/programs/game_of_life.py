"""Life on an endless set of cells, on a torus of bytes, and as bit rows; all three agree. Also other rules."""

from collections import Counter

PATTERNS = {
    "glider": ".#.\n..#\n###",
    "blinker": "###",
    "block": "##\n##",
    "toad": ".###\n###.",
    "beacon": "##..\n##..\n..##\n..##",
    "r-pentomino": ".##\n##.\n.#.",
    "lwss": ".#..#\n#....\n#...#\n####.",
    "acorn": ".#.....\n...#...\n##..###",
    "pulsar": "..###...###..\n.............\n#....#.#....#\n#....#.#....#\n#....#.#....#\n..###...###..\n.............\n..###...###..\n#....#.#....#\n#....#.#....#\n#....#.#....#\n.............\n..###...###..",
}


def parse(text, dx=0, dy=0):
    return {(x + dx, y + dy) for y, row in enumerate(text.split("\n")) for x, c in enumerate(row) if c == "#"}


class Rule:
    def __init__(self, text):
        b, s = text.split("/")
        if b[0] != "B" or s[0] != "S":
            raise ValueError(f"bad rule {text!r}")
        self.birth, self.stay = frozenset(map(int, b[1:])), frozenset(map(int, s[1:]))
        self.text = text

    def __call__(self, alive, n):
        return n in (self.stay if alive else self.birth)


CONWAY = Rule("B3/S23")


def step(cells, rule=CONWAY):
    counts = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    out = {c for c, n in counts.items() if rule(c in cells, n)}
    if 0 in rule.stay:
        out |= {c for c in cells if c not in counts}
    return out


class Torus:
    def __init__(self, w, h, cells=()):
        self.w, self.h = w, h
        self.grid = bytearray(w * h)
        for x, y in cells:
            self[x, y] = 1

    def __getitem__(self, p):
        x, y = p
        return self.grid[y % self.h * self.w + x % self.w]

    def __setitem__(self, p, v):
        x, y = p
        self.grid[y % self.h * self.w + x % self.w] = v

    def step(self, rule=CONWAY):
        w, h, g = self.w, self.h, self.grid
        new = bytearray(w * h)
        for y in range(h):
            up, mid, down = (y - 1) % h * w, y * w, (y + 1) % h * w
            for x in range(w):
                l, r = (x - 1) % w, (x + 1) % w
                n = (
                    g[up + l]
                    + g[up + x]
                    + g[up + r]
                    + g[mid + l]
                    + g[mid + r]
                    + g[down + l]
                    + g[down + x]
                    + g[down + r]
                )
                new[mid + x] = rule(g[mid + x], n)
        self.grid = new

    def cells(self):
        return {(i % self.w, i // self.w) for i, v in enumerate(self.grid) if v}

    def __str__(self):
        return "\n".join(
            "".join(".#"[v] for v in self.grid[y * self.w : (y + 1) * self.w]) for y in range(self.h)
        )


class BitLife:
    """Rows as ints; the neighbours are added up with bit-parallel full adders."""

    def __init__(self, w, h, cells):
        self.w, self.h = w, h
        self.mask = (1 << w) - 1
        self.rows = [0] * h
        for x, y in cells:
            self.rows[y] |= 1 << x

    def left(self, r):
        return (r << 1 | r >> self.w - 1) & self.mask

    def right(self, r):
        return r >> 1 | (r & 1) << self.w - 1

    def step(self):
        ones, twos = [], []
        for r in self.rows:
            l, m = self.left(r), self.right(r)
            ones.append((l ^ m, l & m))
            twos.append((l ^ m ^ r, l & m | l & r | m & r))
        new = []
        for y, r in enumerate(self.rows):
            a1, a2 = twos[y - 1]
            b1, b2 = twos[(y + 1) % self.h]
            c1, c2 = ones[y]
            s1 = a1 ^ b1 ^ c1
            k = a1 & b1 | a1 & c1 | b1 & c1
            t = a2 ^ b2
            s2 = t ^ c2 ^ k
            high = (a2 & b2) | (t & c2) | ((t ^ c2) & k)
            new.append(s2 & ~high & (s1 | r) & self.mask)
        self.rows = new

    def cells(self):
        return {(x, y) for y, r in enumerate(self.rows) for x in range(self.w) if r >> x & 1}


def normal(cells):
    if not cells:
        return frozenset()
    mx, my = min(x for x, _ in cells), min(y for _, y in cells)
    return frozenset((x - mx, y - my) for x, y in cells)


def classify(cells, limit=60):
    seen = {}
    for i in range(limit):
        if not cells:
            return f"dies at {i}"
        key = normal(cells)
        if key in seen:
            start, origin = seen[key]
            moved = min(cells) != origin
            return f"{'ship' if moved else 'still' if i - start == 1 else 'oscillator'} period {i - start} from {start}"
        seen[key] = i, min(cells)
        cells = step(cells)
    return f"unknown, {len(cells)} cells"


for name, text in PATTERNS.items():
    cells = parse(text)
    print(f"{name:12} {len(cells):3} cells: {classify(cells)}")
w, h = 24, 16
start = parse(PATTERNS["r-pentomino"], 10, 6) | parse(PATTERNS["glider"], 1, 1)
torus, bits = Torus(w, h, start), BitLife(w, h, start)
for gen in range(60):
    if gen % 20 == 0:
        print(f"generation {gen}: {len(torus.cells())}")
        print(torus)
    torus.step()
    bits.step()
    assert torus.cells() == bits.cells(), gen
cells = parse(PATTERNS["acorn"])
sizes = []
for gen in range(80):
    sizes.append(len(cells))
    cells = step(cells)
print(sizes[::8])
free, wrapped = parse(PATTERNS["glider"], 2, 2), Torus(40, 40, parse(PATTERNS["glider"], 2, 2))
for _ in range(40):
    free = step(free)
    wrapped.step()
print(free == wrapped.cells(), sorted(free))
for rule in ("B36/S23", "B2/S", "B1357/S1357", "B3/S012345678"):
    r, cells = Rule(rule), parse(PATTERNS["r-pentomino"])
    counts = []
    for _ in range(12):
        counts.append(len(cells))
        cells = step(cells, r)
    print(rule, counts)
for bad in ("X3/S2", "B3", "B3/Sx"):
    try:
        Rule(bad)
    except ValueError as e:
        print(e)


def rule30(n, code=30, width=31):
    row = 1 << width // 2
    for _ in range(n):
        print("".join(".#"[row >> i & 1] for i in range(width)))
        row = sum((code >> (row >> i - 1 & 7 if i else row << 1 & 7) & 1) << i for i in range(width))


rule30(8)
rule30(8, 90)
