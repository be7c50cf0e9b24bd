"""Random go games from a position, best first move by wins. Usage: go_playouts.py [playouts], bench size 400."""

import sys

SIZE = 9
EMPTY, BLACK, WHITE = 0, 1, 2
KOMI = 6.5


class Rng:
    def __init__(self, seed):
        self.s = seed

    def below(self, n):
        self.s ^= self.s << 13 & 0xFFFFFFFF
        self.s ^= self.s >> 17
        self.s ^= self.s << 5 & 0xFFFFFFFF
        return self.s % n


NEIGHBOURS = []
for _p in range(SIZE * SIZE):
    _x, _y = _p % SIZE, _p // SIZE
    NEIGHBOURS.append(
        tuple(
            ny * SIZE + nx
            for nx, ny in ((_x - 1, _y), (_x + 1, _y), (_x, _y - 1), (_x, _y + 1))
            if 0 <= nx < SIZE and 0 <= ny < SIZE
        )
    )


class Board:
    def __init__(self):
        self.cells = [EMPTY] * (SIZE * SIZE)
        self.ko = -1
        self.captured = {BLACK: 0, WHITE: 0}

    def copy(self):
        b = Board.__new__(Board)
        b.cells = self.cells[:]
        b.ko = self.ko
        b.captured = dict(self.captured)
        return b

    def group(self, start):
        colour = self.cells[start]
        stones, liberties, pending = {start}, set(), [start]
        while pending:
            for n in NEIGHBOURS[pending.pop()]:
                c = self.cells[n]
                if c == EMPTY:
                    liberties.add(n)
                elif c == colour and n not in stones:
                    stones.add(n)
                    pending.append(n)
        return stones, liberties

    def play(self, p, colour):
        """Plays if legal; True when played."""
        cells = self.cells
        if cells[p] != EMPTY or p == self.ko:
            return False
        other = 3 - colour
        cells[p] = colour
        taken = []
        for n in NEIGHBOURS[p]:
            if cells[n] == other:
                stones, liberties = self.group(n)
                if not liberties:
                    taken.extend(stones)
                    for s in stones:
                        cells[s] = EMPTY
        stones, liberties = self.group(p)
        if not liberties:
            cells[p] = EMPTY
            return False
        self.captured[colour] += len(taken)
        self.ko = taken[0] if len(taken) == 1 and len(stones) == 1 and len(liberties) == 1 else -1
        return True

    def is_eye(self, p, colour):
        return all(self.cells[n] == colour for n in NEIGHBOURS[p])

    def score(self):
        black = white = 0
        seen = set()
        for p, c in enumerate(self.cells):
            if c == BLACK:
                black += 1
            elif c == WHITE:
                white += 1
            elif p not in seen:
                region, borders, pending = {p}, set(), [p]
                while pending:
                    for n in NEIGHBOURS[pending.pop()]:
                        if self.cells[n] == EMPTY:
                            if n not in region:
                                region.add(n)
                                pending.append(n)
                        else:
                            borders.add(self.cells[n])
                seen |= region
                if borders == {BLACK}:
                    black += len(region)
                elif borders == {WHITE}:
                    white += len(region)
        return black - white - KOMI

    def __str__(self):
        return "\n".join(
            "".join(".XO"[c] for c in self.cells[i : i + SIZE]) for i in range(0, SIZE * SIZE, SIZE)
        )


def playout(board, colour, rng):
    passes = moves = 0
    while passes < 2 and moves < SIZE * SIZE * 2:
        free = [p for p, c in enumerate(board.cells) if c == EMPTY]
        moved = False
        while free:
            i = rng.below(len(free))
            p = free[i]
            free[i] = free[-1]
            free.pop()
            if not board.is_eye(p, colour) and board.play(p, colour):
                moved = True
                break
        passes = 0 if moved else passes + 1
        board.ko = board.ko if moved else -1
        colour = 3 - colour
        moves += 1
    return moves


def main(playouts):
    rng = Rng(20240229)
    stats = {}
    total_moves = 0
    for i in range(playouts):
        b = Board()
        first = (i * 7) % (SIZE * SIZE)
        b.play(first, BLACK)
        total_moves += playout(b, WHITE, rng)
        s = stats.setdefault(first, [0, 0])
        s[0] += b.score() > 0
        s[1] += 1
    print(b)
    print(b.captured, b.score(), total_moves)
    print(
        sum(w for w, _ in stats.values()),
        sorted(stats.items(), key=lambda kv: (-kv[1][0] / kv[1][1], kv[0]))[:5],
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
