"""Counts words of a made-up text, by dict and by a hash table of its own. Usage: word_count.py [words], bench size 800000."""

import sys


def words(n):
    syllables = ["ka", "lo", "mi", "tu", "re", "sa", "no", "vi"]
    seed = 42
    for _ in range(n):
        seed = (seed * 1664525 + 1013904223) & 0xFFFFFFFF
        r = seed >> 8
        word = ""
        for _ in range(1 + r % 3):
            r //= 3
            word += syllables[r * r % 8]
        yield word


class Table:
    """Open addressing with FNV-1a."""

    def __init__(self):
        self.keys = [None] * 64
        self.counts = [0] * 64
        self.used = 0

    def hash(self, word):
        h = 0xCBF29CE484222325
        for c in word:
            h = ((h ^ ord(c)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
        return h

    def slot(self, word):
        mask = len(self.keys) - 1
        i = self.hash(word) & mask
        while self.keys[i] is not None and self.keys[i] != word:
            i = (i + 1) & mask
        return i

    def add(self, word):
        i = self.slot(word)
        if self.keys[i] is None:
            if self.used * 3 > len(self.keys) * 2:
                self.grow()
                i = self.slot(word)
            self.keys[i] = word
            self.used += 1
        self.counts[i] += 1

    def grow(self):
        old = [(k, c) for k, c in zip(self.keys, self.counts) if k is not None]
        self.keys = [None] * (len(self.keys) * 2)
        self.counts = [0] * len(self.keys)
        for k, c in old:
            i = self.slot(k)
            self.keys[i], self.counts[i] = k, c

    def items(self):
        return [(k, c) for k, c in zip(self.keys, self.counts) if k is not None]


def main(n):
    counts = {}
    table = Table()
    letters = 0
    for w in words(n):
        counts[w] = counts.get(w, 0) + 1
        letters += len(w)
    for w in words(n // 4):
        table.add(w)
    top = sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]
    print(len(counts), letters, top)
    print(table.used, sorted(table.items(), key=lambda kv: (-kv[1], kv[0]))[:3])
    print(" ".join(words(12)).upper())


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
