"""All ways to pack the twelve pentominoes into a rectangle, with bit masks. Usage: meteor.py [width] (3..6), bench size 5."""

import sys

SHAPES = {
    "F": ".##/##./.#.", "I": "#####", "L": "#./#./#./##", "N": ".#/.#/##/#.", "P": "##/##/#.", "T": "###/.#./.#.",
    "U": "#.#/###", "V": "#../#../###", "W": "#../##./.##", "X": ".#./###/.#.", "Y": ".#/##/.#/.#", "Z": "##./.#./.##",
}  # fmt: skip


def cells_of(drawing):
    return [(x, y) for y, row in enumerate(drawing.split("/")) for x, c in enumerate(row) if c == "#"]


def normalise(cells):
    mx = min(x for x, _ in cells)
    my = min(y for _, y in cells)
    return tuple(sorted((y - my, x - mx) for x, y in cells))


def orientations(cells):
    seen = set()
    for _ in range(2):
        for _ in range(4):
            cells = [(-y, x) for x, y in cells]
            seen.add(normalise(cells))
        cells = [(-x, y) for x, y in cells]
    return sorted(seen)


class Packing:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.full = (1 << width * height) - 1
        self.at = [[] for _ in range(width * height)]
        for name, drawing in SHAPES.items():
            for o in orientations(cells_of(drawing)):
                self.place_everywhere(name, o)

    def place_everywhere(self, name, cells):
        high, wide = max(y for y, _ in cells) + 1, max(x for _, x in cells) + 1
        for top in range(self.height - high + 1):
            for left in range(self.width - wide + 1):
                mask = 0
                for y, x in cells:
                    mask |= 1 << (top + y) * self.width + left + x
                first = (mask & -mask).bit_length() - 1
                if not self.leaves_hole(mask):
                    self.at[first].append((name, mask))

    def leaves_hole(self, mask):
        """A region whose size is no multiple of five can never be filled."""
        free = self.full & ~mask
        while free:
            region = free & -free
            while True:
                grown = self.grow(region) & free
                if grown == region:
                    break
                region = grown
            if region.bit_count() % 5:
                return True
            free &= ~region
        return False

    def grow(self, m):
        left_edge = sum(1 << y * self.width for y in range(self.height))
        right_edge = left_edge << self.width - 1
        return m | (m & ~right_edge) << 1 | (m & ~left_edge) >> 1 | m << self.width | m >> self.width

    def solutions(self, filled=0, used=()):
        if filled == self.full:
            yield used
            return
        first = (~filled & (filled + 1)).bit_length() - 1
        names = {n for n, _ in used}
        for name, mask in self.at[first]:
            if not filled & mask and name not in names:
                yield from self.solutions(filled | mask, used + ((name, mask),))

    def draw(self, used):
        grid = [["."] * self.width for _ in range(self.height)]
        for name, mask in used:
            for i in range(self.width * self.height):
                if mask >> i & 1:
                    grid[i // self.width][i % self.width] = name
        return "\n".join("".join(r) for r in zip(*grid))


def main(width):
    height = 60 // width
    p = Packing(width, height)
    print(sum(map(len, p.at)), "placements")
    n = 0
    for s in p.solutions():
        n += 1
        if n == 1:
            print(p.draw(s))
        if width > 3 and n == (60 if width == 5 else 10):
            break
    print(n, "packings")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
