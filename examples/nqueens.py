"""All solutions of n queens with generators over permutations. Usage: nqueens.py [n], bench size 9."""

import sys


def permutations(items):
    items = list(items)
    n = len(items)
    idx = list(range(n))
    yield tuple(items)
    while True:
        i = n - 2
        while i >= 0 and idx[i] >= idx[i + 1]:
            i -= 1
        if i < 0:
            return
        j = n - 1
        while idx[j] <= idx[i]:
            j -= 1
        idx[i], idx[j] = idx[j], idx[i]
        idx[i + 1 :] = reversed(idx[i + 1 :])
        yield tuple(items[k] for k in idx)


def by_permutations(n):
    cols = range(n)
    for vec in permutations(cols):
        if n == len({vec[i] + i for i in cols}) == len({vec[i] - i for i in cols}):
            yield vec


def by_backtracking(n, row=0, cols=0, diag=0, anti=0):
    if row == n:
        return 1
    total = 0
    free = ~(cols | diag | anti) & (1 << n) - 1
    while free:
        bit = free & -free
        free ^= bit
        total += by_backtracking(n, row + 1, cols | bit, (diag | bit) << 1, (anti | bit) >> 1)
    return total


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    solutions = list(by_permutations(size))
    print(len(solutions), solutions[0], solutions[-1])
    print([by_backtracking(k) for k in range(1, size + 3)])
