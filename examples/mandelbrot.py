"""The Mandelbrot set with plain float loops. Usage: mandelbrot.py [width], bench size 1000."""

import sys


def escape(cr, ci, limit):
    zr = zi = 0.0
    for i in range(limit):
        zr2 = zr * zr
        zi2 = zi * zi
        if zr2 + zi2 > 4.0:
            return i
        zi = 2.0 * zr * zi + ci
        zr = zr2 - zi2 + cr
    return limit


def main(width):
    height = width // 2
    limit = 60
    inside = total = 0
    for y in range(height):
        row = []
        for x in range(width):
            n = escape(3.0 * x / width - 2.2, 2.4 * y / height - 1.2, limit)
            total += n
            inside += n == limit
            row.append("@" if n == limit else " .:-=+*#"[n % 8])
        if width <= 100:
            print("".join(row).rstrip())
    print(inside, total)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 64)
