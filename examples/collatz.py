"""The longest Collatz chain below a limit. Usage: collatz.py [limit], bench size 200000."""

import sys


def plain(limit):
    best, start = 0, 1
    for i in range(1, limit):
        n, steps = i, 0
        while n != 1:
            if n & 1:
                n = 3 * n + 1
            else:
                n >>= 1
            steps += 1
        if steps > best:
            best, start = steps, i
    return start, best


def cached(limit):
    known = [0] * limit
    best = start = 1
    for i in range(2, limit):
        n, steps = i, 0
        while n >= i:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        known[i] = steps + known[n]
        if known[i] > best:
            best, start = known[i], i
    return start, best


if __name__ == "__main__":
    limit = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    print(*plain(limit), *cached(limit))
