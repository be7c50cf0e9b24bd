"""Digits of pi from a spigot on big integers. Usage: pidigits.py [digits], bench size 4000."""

import sys


def digits():
    q, r, t, k = 1, 0, 1, 1
    while True:
        n = (3 * q + r) // t
        if (4 * q + r) // t == n and 4 * q + r - t * (n + 1) < 0:
            yield n
            q, r = 10 * q, 10 * (r - n * t)
        else:
            q, r, t, k = q * k, (2 * q + r) * (2 * k + 1), t * (2 * k + 1), k + 1


def main(count):
    line = []
    for i, d in enumerate(digits(), 1):
        line.append(str(d))
        if i % 10 == 0 or i == count:
            print(f"{''.join(line):<10}\t:{i}")
            line = []
        if i == count:
            break


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 150)
