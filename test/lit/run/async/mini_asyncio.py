# Futures, tasks, gather, wait_for and queues on a hand-made loop.
import heapq
from collections import deque


class CancelledError(BaseException):
    pass


class Future:
    def __init__(self, loop):
        self.loop, self.done, self.value, self.exc, self.callbacks = loop, False, None, None, []

    def set(self, value=None, exc=None):
        if not self.done:
            self.done, self.value, self.exc = True, value, exc
            for c in self.callbacks:
                self.loop.soon(c, self)

    def add(self, c):
        self.loop.soon(c, self) if self.done else self.callbacks.append(c)

    def __await__(self):
        if not self.done:
            yield self
        if self.exc:
            raise self.exc
        return self.value

    def cancel(self):
        self.set(exc=CancelledError())


class Task(Future):
    def __init__(self, loop, coro, name):
        super().__init__(loop)
        self.coro, self.name, self.waiting = coro, name, None
        loop.soon(self.step)

    def step(self, fut=None, throw=None):
        if self.done:
            return
        try:
            self.waiting = self.coro.throw(throw) if throw else self.coro.send(None)
        except StopIteration as e:
            self.set(e.value)
        except (Exception, CancelledError) as e:
            self.set(exc=e)
        else:
            self.waiting.add(self.step)

    def cancel(self):
        self.loop.soon(self.step, None, CancelledError())


class Loop:
    def __init__(self):
        self.now, self.ready, self.timers, self.n = 0, deque(), [], 0

    def soon(self, f, *a):
        self.ready.append((f, a))

    def later(self, dt, f, *a):
        self.n += 1
        heapq.heappush(self.timers, (self.now + dt, self.n, f, a))

    def task(self, coro, name="task"):
        return Task(self, coro, name)

    def run(self, coro):
        t = self.task(coro, "main")
        while not t.done:
            if not self.ready:
                if not self.timers:
                    raise RuntimeError("deadlock")
                self.now, _, f, a = heapq.heappop(self.timers)
                self.soon(f, *a)
            f, a = self.ready.popleft()
            f(*a)
        if t.exc:
            raise t.exc
        return t.value


loop = Loop()


async def sleep(dt, value=None):
    f = Future(loop)
    loop.later(dt, f.set, value)
    return await f


async def gather(*coros, return_exceptions=False):
    tasks = [loop.task(c) for c in coros]
    out = []
    for t in tasks:
        try:
            out.append(await t)
        except Exception as e:
            if not return_exceptions:
                raise
            out.append(e)
    return out


async def wait_for(coro, timeout):
    t = loop.task(coro)
    loop.later(timeout, t.cancel)
    try:
        return await t
    except CancelledError:
        raise TimeoutError(f"after {timeout}") from None


class Queue:
    def __init__(self):
        self.items, self.getters = deque(), deque()

    def put(self, x):
        self.items.append(x)
        while self.getters and self.items:
            g = self.getters.popleft()
            g.set()

    async def get(self):
        while not self.items:
            f = Future(loop)
            self.getters.append(f)
            await f
        return self.items.popleft()


class Semaphore:
    def __init__(self, n):
        self.n, self.waiters = n, deque()

    async def __aenter__(self):
        while self.n == 0:
            f = Future(loop)
            self.waiters.append(f)
            await f
        self.n -= 1

    async def __aexit__(self, *a):
        self.n += 1
        if self.waiters:
            self.waiters.popleft().set()


async def work(name, dt, fail=False):
    print(f"[{loop.now}] {name} starts")
    await sleep(dt)
    if fail:
        raise ValueError(name)
    print(f"[{loop.now}] {name} ends")
    return name.upper()


async def limited(sem, name, log):
    async with sem:
        log.append((name, "in", loop.now))
        await sleep(2)
        log.append((name, "out", loop.now))


async def ticker(n):
    for i in range(n):
        await sleep(1)
        yield i, loop.now


async def stubborn():
    try:
        await sleep(100)
    except CancelledError:
        print("cleaning up")
        await sleep(1)
        raise
    finally:
        print("finally at", loop.now)


async def main():
    print(await gather(work("a", 3), work("b", 1), work("c", 2)))
    print(await gather(work("d", 1), work("e", 2, True), return_exceptions=True))
    try:
        await gather(work("f", 1, True), work("g", 5))
    except ValueError as e:
        print("gather failed", e)
    print(await wait_for(sleep(1, "quick"), 5))
    try:
        await wait_for(stubborn(), 3)
    except TimeoutError as e:
        print("timeout", e)
    q = Queue()

    async def producer():
        for i in range(4):
            await sleep(1)
            q.put(i)
        q.put(None)

    async def consumer(name):
        got = []
        while (x := await q.get()) is not None:
            got.append(x)
            await sleep(1.5)
        q.put(None)
        return name, got

    p = loop.task(producer())
    print(await gather(consumer("x"), consumer("y")), p.done)
    log, sem = [], Semaphore(2)
    await gather(*(limited(sem, n, log) for n in "abc"))
    print(log)
    print([x async for x in ticker(3)])
    f = Future(loop)
    loop.later(1, f.set, "future value")
    print(await f, await f)
    t = loop.task(sleep(50))
    t.cancel()
    try:
        await t
    except CancelledError:
        print("cancelled", loop.now)
    return "main done"


print(loop.run(main()), loop.now)


async def dead():
    await Future(loop)


loop.timers.clear()
loop.ready.clear()
try:
    loop.run(dead())
except RuntimeError as e:
    print(e)
