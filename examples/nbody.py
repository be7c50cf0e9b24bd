"""Planets around a sun, symplectic Euler. Usage: nbody.py [steps], bench size 500000."""

import sys
from math import pi

SOLAR_MASS = 4 * pi * pi
DAYS = 365.24


class Body:
    def __init__(self, name, pos, vel, mass):
        self.name = name
        self.x, self.y, self.z = pos
        self.vx, self.vy, self.vz = (v * DAYS for v in vel)
        self.mass = mass * SOLAR_MASS


def solar_system():
    return [
        Body("sun", (0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        Body("jupiter", (4.8414, -1.1603, -0.1036), (0.00166, 0.0077, -0.000069), 0.000954),
        Body("saturn", (8.3434, 4.1248, -0.4035), (-0.002767, 0.004998, 0.000023), 0.000285),
        Body("uranus", (12.8944, -15.1112, -0.2233), (0.002964, 0.002378, -0.00003), 0.0000436),
        Body("neptune", (15.3797, -25.9193, 0.1793), (0.00268, 0.001628, -0.000095), 0.0000515),
    ]


def energy(bodies):
    e = 0.0
    for i, b in enumerate(bodies):
        e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz)
        for c in bodies[i + 1 :]:
            dx, dy, dz = b.x - c.x, b.y - c.y, b.z - c.z
            e -= b.mass * c.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return e


def offset_momentum(bodies):
    px = py = pz = 0.0
    for b in bodies:
        px += b.vx * b.mass
        py += b.vy * b.mass
        pz += b.vz * b.mass
    sun = bodies[0]
    sun.vx, sun.vy, sun.vz = -px / sun.mass, -py / sun.mass, -pz / sun.mass


def advance(pairs, bodies, dt):
    for a, b in pairs:
        dx = a.x - b.x
        dy = a.y - b.y
        dz = a.z - b.z
        mag = dt * (dx * dx + dy * dy + dz * dz) ** -1.5
        am = a.mass * mag
        bm = b.mass * mag
        a.vx -= dx * bm
        a.vy -= dy * bm
        a.vz -= dz * bm
        b.vx += dx * am
        b.vy += dy * am
        b.vz += dz * am
    for b in bodies:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


def main(steps):
    bodies = solar_system()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    offset_momentum(bodies)
    print(f"{energy(bodies):.12f}")
    for _ in range(steps):
        advance(pairs, bodies, 0.01)
    print(f"{energy(bodies):.12f}")
    for b in bodies:
        print(f"{b.name:8} {b.x:14.9f} {b.y:14.9f} {b.z:14.9f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
