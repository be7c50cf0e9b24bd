"""async functions driven by hand: recursion, hand-over and a small scheduler. Usage: coroutines.py [n], bench size 30."""

import sys
from collections import deque


async def fib(n):
    if n <= 1:
        return n
    return await fib(n - 1) + await fib(n - 2)


def run(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as e:
        return e.value


class Switch:
    def __await__(self):
        yield


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.steps = 0

    def spawn(self, coro):
        self.ready.append(coro)

    def run(self):
        while self.ready:
            coro = self.ready.popleft()
            self.steps += 1
            try:
                coro.send(None)
            except StopIteration:
                pass
            else:
                self.ready.append(coro)


class Channel:
    def __init__(self, room):
        self.items = deque()
        self.room = room

    async def put(self, item):
        while len(self.items) >= self.room:
            await Switch()
        self.items.append(item)

    async def get(self):
        while not self.items:
            await Switch()
        return self.items.popleft()


async def produce(out, n):
    for i in range(2, n):
        await out.put(i)
    await out.put(None)


async def sift(inp, out, prime):
    while (x := await inp.get()) is not None:
        if x % prime:
            await out.put(x)
    await out.put(None)


async def sieve(sched, n, primes):
    source = Channel(4)
    sched.spawn(produce(source, n))
    while (p := await source.get()) is not None:
        primes.append(p)
        out = Channel(4)
        sched.spawn(sift(source, out, p))
        source = out


async def countdown(n):
    while n:
        yield n
        n -= 1


async def total(n):
    s = 0
    async for x in countdown(n):
        s += x
    return s


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 13
    print(run(fib(n)))
    primes, sched = [], Scheduler()
    sched.spawn(sieve(sched, n * 6, primes))
    sched.run()
    print(len(primes), primes[-5:], sched.steps)
    print(run(total(n * 100)))
