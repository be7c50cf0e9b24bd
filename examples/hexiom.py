"""A hexagonal board where each tile says how many neighbours it has: constraint search.

Usage: hexiom.py [rounds], bench size 15.
"""

import sys

EMPTY = 7
LEVEL = """
3 . 4
5 4 2 3
4 . 5 3 4
3 4 2 5
4 3 .
"""


class Hex:
    def __init__(self, radius):
        self.radius = radius
        self.cells = []
        self.index = {}
        for y in range(2 * radius - 1):
            width = 2 * radius - 1 - abs(y - radius + 1)
            shift = max(0, radius - 1 - y)
            for x in range(width):
                self.index[x + shift, y] = len(self.cells)
                self.cells.append((x + shift, y))
        self.near = []
        for x, y in self.cells:
            around = ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1), (x + 1, y - 1), (x - 1, y + 1))
            self.near.append([self.index[c] for c in around if c in self.index])


class Search:
    def __init__(self, board, tiles):
        self.board = board
        self.left = tiles
        n = len(board.cells)
        self.placed = [None] * n
        self.order = sorted(range(n), key=lambda c: (-len(board.near[c]), c))
        self.nodes = 0

    def fits(self, cell):
        """Whether the cell and its neighbours can still get their numbers."""
        for c in (cell, *self.board.near[cell]):
            want = self.placed[c]
            if want is None or want == EMPTY:
                continue
            have = free = 0
            for n in self.board.near[c]:
                t = self.placed[n]
                if t is None:
                    free += 1
                elif t != EMPTY:
                    have += 1
            if have > want or have + free < want:
                return False
        return True

    def solve(self, depth=0):
        self.nodes += 1
        if depth == len(self.order):
            return True
        cell = self.order[depth]
        for tile in range(EMPTY, -1, -1):
            if self.left[tile] == 0:
                continue
            if tile != EMPTY and len(self.board.near[cell]) < tile:
                continue
            self.left[tile] -= 1
            self.placed[cell] = tile
            if self.fits(cell) and self.solve(depth + 1):
                return True
            self.placed[cell] = None
            self.left[tile] += 1
        return False


def read_level(text):
    tiles = [0] * 8
    rows = [line.split() for line in text.strip().splitlines()]
    for row in rows:
        for t in row:
            tiles[EMPTY if t == "." else int(t)] += 1
    return (len(rows) + 1) // 2, tiles


def show(board, placed):
    lines = []
    for y in range(2 * board.radius - 1):
        row = [placed[board.index[c]] for c in board.cells if c[1] == y]
        lines.append(" " * abs(y - board.radius + 1) + " ".join("." if t == EMPTY else str(t) for t in row))
    return "\n".join(lines)


def main(rounds):
    for _ in range(rounds):
        radius, tiles = read_level(LEVEL)
        board = Hex(radius)
        search = Search(board, tiles)
        solved = search.solve()
    print(solved, search.nodes)
    print(show(board, search.placed))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
