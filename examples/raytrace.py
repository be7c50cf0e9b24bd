"""Spheres over a chequered floor, drawn as text. Usage: raytrace.py [width], bench size 500."""

import sys
from math import sqrt


class Vec:
    __slots__ = ("x", "y", "z")

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y, self.z + o.z)

    def __sub__(self, o):
        return Vec(self.x - o.x, self.y - o.y, self.z - o.z)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k, self.z * k)

    def __neg__(self):
        return Vec(-self.x, -self.y, -self.z)

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def unit(self):
        return self * (1.0 / sqrt(self.dot(self)))

    def reflect(self, normal):
        return self - normal * (2.0 * self.dot(normal))


class Ray:
    def __init__(self, origin, direction):
        self.origin, self.direction = origin, direction.unit()

    def at(self, t):
        return self.origin + self.direction * t


class Sphere:
    def __init__(self, centre, radius, shade, mirror):
        self.centre, self.radius, self.shade, self.mirror = centre, radius, shade, mirror

    def hit(self, ray):
        to = self.centre - ray.origin
        along = to.dot(ray.direction)
        d2 = self.radius * self.radius - to.dot(to) + along * along
        return along - sqrt(d2) if d2 >= 0.0 else None

    def normal(self, p):
        return (p - self.centre).unit()

    def colour(self, p):
        return self.shade


class Floor:
    mirror = 0.1

    def __init__(self, height):
        self.height = height

    def hit(self, ray):
        dy = ray.direction.y
        return (self.height - ray.origin.y) / dy if dy < -1e-9 else None

    def normal(self, p):
        return Vec(0.0, 1.0, 0.0)

    def colour(self, p):
        return 0.9 if (int(p.x + 1000) + int(p.z + 1000)) % 2 else 0.3


class Scene:
    def __init__(self):
        self.light = Vec(-5.0, 10.0, -5.0)
        self.things = [Floor(-1.0)]
        for i in range(4):
            self.things.append(
                Sphere(Vec(i * 1.6 - 2.4, 0.4 * (i % 2) - 0.2, 4.0 + i), 0.8, 0.4 + 0.15 * i, 0.25 * i)
            )

    def nearest(self, ray):
        best, thing = None, None
        for t in self.things:
            d = t.hit(ray)
            if d is not None and d > 1e-6 and (best is None or d < best):
                best, thing = d, t
        return best, thing

    def trace(self, ray, depth=0):
        dist, thing = self.nearest(ray)
        if thing is None:
            return 0.2 + 0.3 * max(ray.direction.y, 0.0)
        p = ray.at(dist)
        n = thing.normal(p)
        to_light = (self.light - p).unit()
        blocked, _ = self.nearest(Ray(p + n * 1e-4, to_light))
        light = 0.1 if blocked is not None else 0.1 + 0.9 * max(n.dot(to_light), 0.0)
        shade = thing.colour(p) * light
        if thing.mirror and depth < 3:
            back = self.trace(Ray(p + n * 1e-4, ray.direction.reflect(n)), depth + 1)
            shade = shade * (1.0 - thing.mirror) + back * thing.mirror
        return shade


def main(width):
    scene = Scene()
    height = width // 2
    eye = Vec(0.0, 0.5, -3.0)
    total = 0.0
    lines = []
    for j in range(height):
        row = []
        for i in range(width):
            d = Vec((i - width / 2) / width * 2, (height / 2 - j) / height, 2.0)
            shade = scene.trace(Ray(eye, d))
            total += shade
            row.append(" .:-=+*#%@"[min(9, max(0, int(shade * 10)))])
        lines.append("".join(row))
    if width <= 80:
        print("\n".join(lines))
    print(f"{total:.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 48)
