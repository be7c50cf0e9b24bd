"""Numeric kernels: FFT, SOR, Monte Carlo, sparse matrix product, LU. Usage: scimark.py [size], bench size 8."""

import sys
from array import array
from math import cos, pi, sin


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 16807) % 2147483647
        return self.state / 2147483647.0


def bit_reverse(data):
    n = len(data) // 2
    j = 0
    for i in range(n - 1):
        if i < j:
            data[2 * i], data[2 * j] = data[2 * j], data[2 * i]
            data[2 * i + 1], data[2 * j + 1] = data[2 * j + 1], data[2 * i + 1]
        k = n >> 1
        while k <= j:
            j -= k
            k >>= 1
        j += k


def fft(data, direction):
    """In-place complex transform; re, im interleaved."""
    n = len(data) // 2
    bit_reverse(data)
    dual = 1
    while dual < n:
        theta = direction * pi / dual
        s, t = sin(theta), sin(theta / 2.0)
        s2 = 2.0 * t * t
        wr, wi = 1.0, 0.0
        for a in range(dual):
            if a:
                wr, wi = wr - s * wi - s2 * wr, wi + s * wr - s2 * wi
            for b in range(0, n, 2 * dual):
                i = 2 * (b + a)
                j = 2 * (b + a + dual)
                re, im = data[j], data[j + 1]
                dr = wr * re - wi * im
                di = wr * im + wi * re
                data[j] = data[i] - dr
                data[j + 1] = data[i + 1] - di
                data[i] += dr
                data[i + 1] += di
        dual *= 2


def fft_round_trip(n, rng):
    data = array("d", (rng.next() for _ in range(2 * n)))
    saved = data[:]
    fft(data, -1.0)
    spectrum = sum(data)
    fft(data, 1.0)
    error = max(abs(a / n - b) for a, b in zip(data, saved))
    return spectrum, error < 1e-10


def sor(n, omega, iterations, rng):
    grid = [[rng.next() for _ in range(n)] for _ in range(n)]
    quarter, rest = omega * 0.25, 1.0 - omega
    for _ in range(iterations):
        for i in range(1, n - 1):
            row, above, below = grid[i], grid[i - 1], grid[i + 1]
            for j in range(1, n - 1):
                row[j] = quarter * (above[j] + below[j] + row[j - 1] + row[j + 1]) + rest * row[j]
    return sum(map(sum, grid))


def monte_carlo(samples, rng):
    inside = 0
    for _ in range(samples):
        x = rng.next()
        y = rng.next()
        if x * x + y * y <= 1.0:
            inside += 1
    return 4.0 * inside / samples


def sparse_product(n, per_row, iterations, rng):
    x = array("d", (rng.next() for _ in range(n)))
    values, columns, starts = array("d"), array("i"), array("i", [0])
    for r in range(n):
        step = max(1, r // per_row)
        for i in range(per_row):
            columns.append(i * step % n)
            values.append(rng.next())
        starts.append(len(values))
    y = array("d", bytes(8 * n))
    for _ in range(iterations):
        for r in range(n):
            total = 0.0
            for i in range(starts[r], starts[r + 1]):
                total += x[columns[i]] * values[i]
            y[r] = total
    return sum(y)


def lu_factor(a):
    n = len(a)
    pivots = []
    for j in range(n):
        p = max(range(j, n), key=lambda i: abs(a[i][j]))
        pivots.append(p)
        if p != j:
            a[j], a[p] = a[p], a[j]
        inverse = 1.0 / a[j][j]
        pivot = a[j]
        for i in range(j + 1, n):
            row = a[i]
            factor = row[j] * inverse
            row[j] = factor
            for k in range(j + 1, n):
                row[k] -= factor * pivot[k]
    return pivots


def lu_solve(a, pivots, b):
    n = len(a)
    b = b[:]
    for i in range(n):
        b[i], b[pivots[i]] = b[pivots[i]], b[i]
    for i in range(n):
        for j in range(i):
            b[i] -= a[i][j] * b[j]
    for i in range(n - 1, -1, -1):
        for j in range(i + 1, n):
            b[i] -= a[i][j] * b[j]
        b[i] /= a[i][i]
    return b


def lu(n, rng):
    a = [[rng.next() for _ in range(n)] for _ in range(n)]
    want = [rng.next() for _ in range(n)]
    rhs = [sum(c * w for c, w in zip(row, want)) for row in a]
    m = [row[:] for row in a]
    pivots = lu_factor(m)
    # L was swapped row by row while it was made, so the right side is permuted in the same order.
    got = lu_solve(m, pivots, rhs)
    return max(abs(g - w) for g, w in zip(got, want)) < 1e-8, m[n - 1][n - 1]


def main(size):
    rng = Random(101010)
    n = 1 << (5 + size)
    spectrum, ok = fft_round_trip(n, rng)
    print(f"FFT    {spectrum:.9f} {ok}")
    print(f"SOR    {sor(12 * size + 8, 1.25, 4 * size, rng):.9f}")
    print(f"MC     {monte_carlo(3000 * size * size, rng):.9f}")
    print(f"sparse {sparse_product(80 * size, 5, 4 * size, rng):.9f}")
    ok, last = lu(14 * size, rng)
    print(f"LU     {last:.9f} {ok}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2)
