# A small cooperative scheduler: sleeping tasks on a virtual clock, queues, locks, gather and cancellation.
import heapq
from collections import deque


class Cancelled(BaseException):
    pass


class Op:
    def __init__(self, kind, arg=None):
        self.kind, self.arg = kind, arg

    def __await__(self):
        return (yield self)


def sleep(t):
    return Op("sleep", t)


class Task:
    count = 0

    def __init__(self, coro, loop):
        Task.count += 1
        self.id, self.coro, self.loop = Task.count, coro, loop
        self.done, self.result, self.exc, self.waiters = False, None, None, []

    def __await__(self):
        if not self.done:
            yield Op("join", self)
        if self.exc:
            raise self.exc
        return self.result

    def cancel(self):
        self.loop.ready.append((self, "throw", Cancelled()))


class Loop:
    def __init__(self):
        self.now, self.ready, self.timers, self.seq = 0, deque(), [], 0

    def spawn(self, coro):
        t = Task(coro, self)
        self.ready.append((t, "send", None))
        return t

    def run(self, coro):
        main = self.spawn(coro)
        while self.ready or self.timers:
            if not self.ready:
                self.now, _, t = heapq.heappop(self.timers)
                self.ready.append((t, "send", None))
            task, how, val = self.ready.popleft()
            if not task.done:
                self.step(task, how, val)
        if main.exc:
            raise main.exc
        return main.result

    def step(self, task, how, val):
        try:
            op = task.coro.send(val) if how == "send" else task.coro.throw(val)
        except StopIteration as e:
            self.finish(task, e.value, None)
        except (Exception, Cancelled) as e:
            self.finish(task, None, e)
        else:
            if op.kind == "sleep":
                self.seq += 1
                heapq.heappush(self.timers, (self.now + op.arg, self.seq, task))
            elif op.kind == "join":
                op.arg.waiters.append(task)
            elif op.kind == "park":
                op.arg.append(task)
            elif op.kind == "loop":
                self.ready.append((task, "send", self))

    def finish(self, task, result, exc):
        task.done, task.result, task.exc = True, result, exc
        for w in task.waiters:
            self.ready.append((w, "send", None))


class Queue:
    def __init__(self, loop):
        self.items, self.getters, self.loop = deque(), deque(), loop

    def put(self, x):
        self.items.append(x)
        if self.getters:
            self.loop.ready.append((self.getters.popleft(), "send", None))

    async def get(self):
        while not self.items:
            await Op("park", self.getters)
        return self.items.popleft()


class Lock:
    def __init__(self, loop):
        self.held, self.waiting, self.loop = False, deque(), loop

    async def __aenter__(self):
        while self.held:
            await Op("park", self.waiting)
        self.held = True

    async def __aexit__(self, *a):
        self.held = False
        if self.waiting:
            self.loop.ready.append((self.waiting.popleft(), "send", None))


async def producer(q, n, loop):
    for i in range(n):
        await sleep(2)
        print(f"[{loop.now}] put {i}")
        q.put(i)
    q.put(None)


async def consumer(q, loop):
    total = 0
    while (x := await q.get()) is not None:
        print(f"[{loop.now}] got {x}")
        total += x
    return total


async def locked(name, lock, loop, log):
    async with lock:
        log.append(f"{name}+{loop.now}")
        await sleep(3)
        log.append(f"{name}-{loop.now}")


async def failing():
    await sleep(1)
    raise ValueError("task failed")


async def forever(loop):
    try:
        while True:
            await sleep(5)
    except Cancelled:
        print(f"[{loop.now}] cancelled")
        raise
    finally:
        print("forever cleanup")


async def main():
    loop = await Op("loop")
    q = Queue(loop)
    c = loop.spawn(consumer(q, loop))
    loop.spawn(producer(q, 3, loop))
    print("total", await c, "at", loop.now)
    log, lock = [], Lock(loop)
    for t in [loop.spawn(locked(n, lock, loop, log)) for n in "abc"]:
        await t
    print(log)
    try:
        await loop.spawn(failing())
    except ValueError as e:
        print("caught", e, loop.now)
    f = loop.spawn(forever(loop))
    await sleep(12)
    f.cancel()
    try:
        await f
    except Cancelled:
        print("main saw cancellation")
    results = [await t for t in [loop.spawn(work(i)) for i in (3, 1, 2)]]
    return results, loop.now


async def work(n):
    await sleep(n)
    return n * n


print(Loop().run(main()))
