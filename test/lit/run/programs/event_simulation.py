"""Discrete-event simulation of a bank hall: arrivals, queues, tellers, breaks, impatient customers."""

import heapq
from collections import deque
from dataclasses import dataclass, field


class Rng:
    def __init__(self, seed):
        self.state = seed

    def bits(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return self.state >> 33

    def uniform(self, a, b):
        return a + (b - a) * self.bits() / 0x80000000

    def exponential(self, mean):
        import math

        return -mean * math.log(1.0 - self.bits() / 0x80000000)

    def choice(self, seq):
        return seq[self.bits() % len(seq)]


@dataclass(order=True)
class Event:
    time: float
    seq: int
    action: object = field(compare=False)
    cancelled: bool = field(default=False, compare=False)


class Simulation:
    def __init__(self):
        self.now = 0.0
        self.heap = []
        self.seq = 0
        self.handled = 0

    def at(self, delay, action):
        self.seq += 1
        e = Event(self.now + delay, self.seq, action)
        heapq.heappush(self.heap, e)
        return e

    def process(self, gen):
        def step(value=None):
            try:
                want = gen.send(value)
            except StopIteration:
                return
            if isinstance(want, (int, float)):
                self.at(want, step)
            else:
                want(step)

        self.at(0, step)

    def run(self, until):
        while self.heap and self.heap[0].time <= until:
            e = heapq.heappop(self.heap)
            if e.cancelled:
                continue
            self.now = e.time
            self.handled += 1
            e.action()
        self.now = until


class Stat:
    def __init__(self):
        self.n, self.total, self.squares, self.top = 0, 0.0, 0.0, 0.0

    def add(self, x):
        self.n += 1
        self.total += x
        self.squares += x * x
        self.top = max(self.top, x)

    def __str__(self):
        if not self.n:
            return "no data"
        mean = self.total / self.n
        dev = max(0.0, self.squares / self.n - mean * mean) ** 0.5
        return f"n={self.n} mean={mean:.4f} dev={dev:.4f} max={self.top:.4f}"


@dataclass
class Customer:
    number: int
    kind: str
    arrived: float
    patience: float


class Hall:
    def __init__(self, sim, rng, tellers):
        self.sim, self.rng = sim, rng
        self.queue = deque()
        self.idle = deque()
        self.waits = {k: Stat() for k in ("private", "business", "vip")}
        self.left = 0
        self.served = [0] * tellers
        self.busy = [0.0] * tellers
        self.longest = 0
        for t in range(tellers):
            sim.process(self.teller(t))
        sim.process(self.arrivals())

    def arrivals(self):
        n = 0
        while True:
            yield self.rng.exponential(1.2)
            n += 1
            kind = self.rng.choice(("private", "private", "private", "business", "vip"))
            c = Customer(n, kind, self.sim.now, self.rng.uniform(3, 25))
            if kind == "vip":
                self.queue.appendleft(c)
            else:
                self.queue.append(c)
            self.longest = max(self.longest, len(self.queue))
            self.sim.at(c.patience, lambda c=c: self.give_up(c))
            if self.idle:
                self.idle.popleft()()

    def give_up(self, c):
        try:
            self.queue.remove(c)
        except ValueError:
            return
        self.left += 1

    def teller(self, t):
        done = 0
        while True:
            while not self.queue:
                yield self.idle.append
            c = self.queue.popleft()
            self.waits[c.kind].add(self.sim.now - c.arrived)
            work = self.rng.uniform(1, 4) * (2 if c.kind == "business" else 1)
            yield work
            self.busy[t] += work
            self.served[t] += 1
            done += 1
            if done % 20 == 0:
                yield 10.0


def experiment(seed, tellers, hours):
    sim = Simulation()
    hall = Hall(sim, Rng(seed), tellers)
    sim.run(hours * 60)
    print(
        f"tellers={tellers} seed={seed} events={sim.handled} served={hall.served} left={hall.left} longest={hall.longest} waiting={len(hall.queue)}"
    )
    for kind, s in hall.waits.items():
        print(f"   {kind:9} {s}")
    print("   busy", [f"{b / sim.now:.3f}" for b in hall.busy])
    return hall


for tellers in (2, 3, 4):
    for seed in (1, 2):
        experiment(seed, tellers, 8)
sim = Simulation()
log = []
a = sim.at(5, lambda: log.append("a"))
sim.at(3, lambda: log.append("b"))
sim.at(3, lambda: log.append("c"))
sim.at(4, lambda: setattr(a, "cancelled", True))


def worker(name, period, n):
    for i in range(n):
        log.append(f"{name}{i}@{sim.now:g}")
        yield period


sim.process(worker("x", 2, 3))
sim.process(worker("y", 1.5, 3))
sim.run(10)
print(log, sim.handled, sim.now)
