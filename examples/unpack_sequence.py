"""Unpacking tuples and lists in straight lines of code. Usage: unpack_sequence.py [loops], bench size 3000000."""

import sys


def unpack_tuples(loops, t):
    total = 0
    for _ in range(loops):
        a, b, c, d, e = t
        f, g, h, i, j = t
        a, b, c, d, e = e, d, c, b, a
        total += a + j
        (a, b), c = t[:2], t[2]
        total += b - c
    return total


def unpack_lists(loops, l):
    total = 0
    for _ in range(loops):
        a, b, c, d, e = l
        [f, g, h, i, j] = l
        a, *rest = l
        *head, z = l
        total += a + z + len(rest) - len(head) + e + f
    return total


def swaps(loops):
    a, b, c, d = 1, 2, 3, 4
    for _ in range(loops):
        a, b = b, a
        b, c, d = d, b, c
    return a, b, c, d


def nested(loops, pairs):
    total = 0
    for _ in range(loops // len(pairs)):
        for i, (x, (y, z)) in enumerate(pairs):
            total += i * x + y - z
    return total


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10000
    print(unpack_tuples(n, (1, 2, 3, 4, 5)), unpack_lists(n, [1, 2, 3, 4, 5]), swaps(n))
    print(nested(n, [(k, (k * 2, k * 3)) for k in range(10)]))
