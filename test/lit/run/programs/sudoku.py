"""Sudoku by constraint propagation and search; counts solutions and grades puzzles."""

ROWS, COLS = "ABCDEFGHI", "123456789"


def cross(a, b):
    return [x + y for x in a for y in b]


SQUARES = cross(ROWS, COLS)
UNITLIST = (
    [cross(ROWS, c) for c in COLS]
    + [cross(r, COLS) for r in ROWS]
    + [cross(rs, cs) for rs in ("ABC", "DEF", "GHI") for cs in ("123", "456", "789")]
)
UNITS = {s: [u for u in UNITLIST if s in u] for s in SQUARES}
PEERS = {s: sorted(set(sum(UNITS[s], [])) - {s}) for s in SQUARES}


class Contradiction(Exception):
    pass


class Grid:
    def __init__(self, text=None):
        self.values = {s: COLS for s in SQUARES}
        self.eliminations = 0
        if text:
            chars = [c for c in text if c in "0.123456789"]
            if len(chars) != 81:
                raise ValueError(f"{len(chars)} cells instead of 81")
            for s, c in zip(SQUARES, chars):
                if c in COLS:
                    self.assign(s, c)

    def copy(self):
        g = Grid()
        g.values = dict(self.values)
        return g

    def assign(self, s, d):
        for other in self.values[s].replace(d, ""):
            self.eliminate(s, other)
        if self.values[s] != d:
            raise Contradiction(s)

    def eliminate(self, s, d):
        v = self.values[s]
        if d not in v:
            return
        self.eliminations += 1
        self.values[s] = v = v.replace(d, "")
        if not v:
            raise Contradiction(s)
        if len(v) == 1:
            for p in PEERS[s]:
                self.eliminate(p, v)
        for u in UNITS[s]:
            places = [q for q in u if d in self.values[q]]
            if not places:
                raise Contradiction(s)
            if len(places) == 1 and len(self.values[places[0]]) > 1:
                self.assign(places[0], d)

    def solved(self):
        return all(len(v) == 1 for v in self.values.values())

    def __str__(self):
        lines = []
        for i, r in enumerate(ROWS):
            if i in (3, 6):
                lines.append("------+-------+------")
            cells = [v if len(v := self.values[r + c]) == 1 else "." for c in COLS]
            lines.append(" | ".join(" ".join(cells[j : j + 3]) for j in (0, 3, 6)))
        return "\n".join(lines)

    def flat(self):
        return "".join(self.values[s] if len(self.values[s]) == 1 else "." for s in SQUARES)


class Solver:
    def __init__(self):
        self.nodes = self.backtracks = 0

    def solutions(self, grid):
        self.nodes += 1
        if grid.solved():
            yield grid
            return
        n, s = min((len(grid.values[s]), s) for s in SQUARES if len(grid.values[s]) > 1)
        for d in grid.values[s]:
            g = grid.copy()
            try:
                g.assign(s, d)
            except Contradiction:
                self.backtracks += 1
                continue
            yield from self.solutions(g)


def check(text):
    for u in UNITLIST:
        if sorted(text[SQUARES.index(s)] for s in u) != list(COLS):
            return False
    return True


PUZZLES = {
    "easy": "003020600900305001001806400008102900700000008006708200002609500800203009005010300",
    "medium": "200080300060070084030500209000105408000000000402706000301007040720040060004010003",
    "hard": "4.....8.5.3..........7......2.....6.....8.4......1.......6.3.7.5..2.....1.4......",
    "evil": "85...24..72......9..4.........1.7..23.5...9...4...........8..7..17..........36.4.",
    "two": "906070403000400200070000010020000000100050904500010000000000000000000000000000000",
}
for name, p in PUZZLES.items():
    solver = Solver()
    g = Grid(p)
    print(f"{name}: {sum(c in COLS for c in p)} clues, {g.flat().count('.')} left after propagation")
    found = []
    for s in solver.solutions(g):
        found.append(s.flat())
        if len(found) == 3:
            break
    print(
        f"  {len(found)}{'+' if len(found) == 3 else ''} solution(s), {solver.nodes} nodes, {solver.backtracks} backtracks, valid {all(map(check, found))}"
    )
    if len(found) == 1:
        print(s)
for bad in ("1" * 81, "12", "11" + "." * 79, "." * 80 + "x"):
    try:
        Grid(bad)
    except (ValueError, Contradiction) as e:
        print(type(e).__name__, e)
blank = Solver()
first = next(blank.solutions(Grid("." * 81)))
print(first.flat()[:27], blank.nodes, check(first.flat()))
