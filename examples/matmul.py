"""Matrix products on lists of lists. Usage: matmul.py [n], bench size 220."""

import sys


def make(n, seed):
    return [[float((i * seed + j * 7) % 13 - 6) for j in range(n)] for i in range(n)]


def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    out = [[0.0] * p for _ in range(n)]
    for i in range(n):
        row, target = a[i], out[i]
        for k in range(m):
            v = row[k]
            other = b[k]
            for j in range(p):
                target[j] += v * other[j]
    return out


def multiply_ints(a, b):
    cols = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, col)) for col in cols] for row in a]


def transpose(a):
    return [list(r) for r in zip(*a)]


def main(n):
    a, b = make(n, 3), make(n, 5)
    c = multiply(a, b)
    d = multiply(transpose(b), transpose(a))
    print(c == transpose(d), sum(c[i][i] for i in range(n)), c[0][: min(4, n)])
    ints = [[int(v) for v in row] for row in a]
    e = multiply_ints(ints, ints)
    print(sum(map(sum, e)), max(map(max, e)), min(map(min, e)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
