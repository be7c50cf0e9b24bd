"""Largest eigenvalue of an infinite matrix by the power method. Usage: spectral_norm.py [n], bench size 500."""

import sys
from math import sqrt


def entry(i, j):
    s = i + j
    return 1.0 / (s * (s + 1) // 2 + i + 1)


def times(v, out):
    n = len(v)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(i, j) * v[j]
        out[i] = total


def times_transposed(v, out):
    n = len(v)
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += entry(j, i) * v[j]
        out[i] = total


def main(n):
    u = [1.0] * n
    v = [0.0] * n
    tmp = [0.0] * n
    for _ in range(10):
        times(u, tmp)
        times_transposed(tmp, v)
        times(v, tmp)
        times_transposed(tmp, u)
    uv = vv = 0.0
    for a, b in zip(u, v):
        uv += a * b
        vv += b * b
    print(f"{sqrt(uv / vv):.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
