"""Pancake flips over all permutations. Usage: fannkuch.py [n], bench size 9."""

import sys


def fannkuch(n):
    perm = list(range(n))
    count = [0] * n
    checksum = 0
    most = 0
    sign = 1
    while True:
        first = perm[0]
        if first:
            flips = 0
            stack = perm[:]
            while first:
                stack[: first + 1] = stack[first::-1]
                first = stack[0]
                flips += 1
            if flips > most:
                most = flips
            checksum += sign * flips
        if sign == 1:
            perm[0], perm[1] = perm[1], perm[0]
            sign = -1
            continue
        perm[1], perm[2] = perm[2], perm[1]
        sign = 1
        i = 2
        while True:
            count[i] += 1
            if count[i] <= i:
                break
            count[i] = 0
            i += 1
            if i == n:
                return checksum, most
            perm.insert(i, perm.pop(0))


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    checksum, most = fannkuch(size)
    print(checksum)
    print(f"flips({size}) = {most}")
