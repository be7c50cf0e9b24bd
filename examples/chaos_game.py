"""Points jump along a B-spline and draw a fractal. Usage: chaos_game.py [points], bench size 200000."""

import sys


class GVector:
    def __init__(self, x=0.0, y=0.0):
        self.x, self.y = x, y

    def __add__(self, o):
        return GVector(self.x + o.x, self.y + o.y)

    def __sub__(self, o):
        return GVector(self.x - o.x, self.y - o.y)

    def __mul__(self, k):
        return GVector(self.x * k, self.y * k)

    def length(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def mix(self, o, t):
        return GVector(self.x + (o.x - self.x) * t, self.y + (o.y - self.y) * t)


class Spline:
    """A B-spline evaluated by de Boor's algorithm."""

    def __init__(self, points, degree):
        self.points = [GVector(*p) for p in points]
        self.degree = degree
        n = len(points)
        self.knots = [0.0] * degree + [float(i) for i in range(n - degree + 1)] + [float(n - degree)] * degree

    def domain(self):
        return self.knots[self.degree], self.knots[len(self.knots) - self.degree - 1]

    def span(self, u):
        for k in range(self.degree, len(self.knots) - self.degree):
            if self.knots[k] > u:
                return k - 1
        return len(self.knots) - self.degree - 2

    def __call__(self, u):
        k, p = self.span(u), self.degree
        d = [self.points[j + k - p] for j in range(p + 1)]
        for r in range(1, p + 1):
            for j in range(p, r - 1, -1):
                i = j + k - p
                width = self.knots[i + p - r + 1] - self.knots[i]
                d[j] = d[j - 1].mix(d[j], (u - self.knots[i]) / width)
        return d[p]


class Lcg:
    def __init__(self, seed):
        self.state = seed

    def random(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return self.state / 0x80000000


class ChaosGame:
    def __init__(self, splines, thickness):
        self.splines = splines
        self.thickness = thickness
        self.rng = Lcg(1234)
        self.lengths = [self.measure(s) for s in splines]
        self.total = sum(self.lengths)

    def measure(self, s, steps=200):
        lo, hi = s.domain()
        length, last = 0.0, s(lo)
        for i in range(1, steps + 1):
            here = s(lo + (hi - lo) * i / steps * 0.999999)
            length += (here - last).length()
            last = here
        return length

    def choose(self):
        r = self.rng.random() * self.total
        for s, n in zip(self.splines, self.lengths):
            if r < n:
                return s
            r -= n
        return self.splines[-1]

    def transform(self, p):
        s = self.choose()
        lo, hi = s.domain()
        u = lo + (hi - lo) * min(max(p.x, 0.0), 0.999999)
        base = s(u)
        ahead = s(min(u + 1e-4, hi * 0.999999)) - base
        norm = ahead.length() or 1.0
        side = GVector(-ahead.y / norm, ahead.x / norm)
        return base + side * ((p.y - 0.5) * self.thickness)

    def draw(self, w, h, iterations):
        image = [[0] * w for _ in range(h)]
        p = GVector(0.5, 0.5)
        for _ in range(iterations):
            p = self.transform(p)
            x, y = int(p.x * w), int(p.y * h)
            if 0 <= x < w and 0 <= y < h:
                image[y][x] += 1
        return image


def main(points):
    splines = [
        Spline([(0.05, 0.1), (0.2, 0.9), (0.5, 0.6), (0.8, 0.9), (0.95, 0.1)], 3),
        Spline([(0.2, 0.2), (0.5, 0.0), (0.8, 0.2), (0.5, 0.4)], 2),
        Spline([(0.4, 0.45), (0.5, 0.6), (0.6, 0.45)], 2),
    ]
    image = ChaosGame(splines, 0.25).draw(60, 24, points)
    for row in reversed(image):
        print("".join(" .:+*#"[min(5, v.bit_length())] for v in row).rstrip())
    print(sum(map(sum, image)), max(map(max, image)))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
