"""Generators that wait for one another: yield from and await, from outside and from inside."""
import sys
import traceback


def leaf(n, log):
    for i in range(n):
        got = yield i
        if got is not None:
            log.append(got)
    return n * 10


def middle(n, log):
    first = yield from leaf(n, log)
    log.append(("middle", first))
    second = yield from leaf(1, log)
    return first + second


def top(n, log):
    result = yield from middle(n, log)
    yield ("result", result)
    return "end"


def drive():
    log = []
    g = top(3, log)
    out = [next(g), g.send("a"), g.send("b"), next(g), next(g)]
    try:
        next(g)
    except StopIteration as stop:
        out.append(stop.value)
    print(out, log)


def names():
    frame = sys._getframe(1)
    found = []
    while frame is not None:
        found.append(frame.f_code.co_name)
        frame = frame.f_back
    return found


def spy():
    yield names()
    yield names()


def over_spy():
    yield from spy()


def over_over():
    yield from over_spy()


def frames():
    g = over_over()
    print(next(g))
    print(next(g))
    print(list(g))


def fails(n):
    yield n
    raise KeyError(n)


def passes(n):
    yield from fails(n)


def catches(n):
    try:
        yield from passes(n)
    except KeyError as error:
        yield ("caught", error.args)
        result = yield from leaf(2, [])
        yield result


def errors():
    print(list(catches(7)))
    try:
        list(passes(8))
    except KeyError:
        trace = traceback.format_exc().splitlines()
        print([line.strip().split(", ", 1)[1] for line in trace if "File" in line])
    g = catches(9)
    next(g)
    print(g.throw(KeyError("thrown")))
    print(g.gi_yieldfrom)
    print(next(g), g.gi_yieldfrom.gi_code.co_name)
    g.close()
    g = passes(1)
    next(g)
    try:
        g.throw(ValueError("in"))
    except ValueError as error:
        print("out", error)


class Again:
    def run(self):
        def inner():
            yield 1
            try:
                next(self.outer)
            except ValueError as error:
                yield str(error)
            yield self.outer.gi_running, self.inner.gi_running

        def outer():
            self.inner = inner()
            yield from self.inner

        self.outer = outer()
        print(list(self.outer))


def nested(n):
    if n:
        yield from nested(n - 1)
    else:
        yield "deep"
        yield "deeper"


def endless(n):
    yield n
    yield from endless(n + 1)


def depth():
    g = nested(200)
    print(next(g), next(g), list(g))
    count = 0
    try:
        for count in endless(0):
            pass
    except RecursionError as error:
        print(count > 300, str(error)[:32])


class Closing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("closed", self.name)


def held(name):
    keep = Closing(name)
    try:
        yield name
        yield keep.name * 2
    finally:
        print("finally", name)


def over_held():
    yield from held("x")


def dropped():
    g = over_held()
    next(g)
    del g
    g = over_held()
    next(g)
    next(g)
    g.close()
    h = over_held()
    next(h)
    frame = h.gi_frame
    print(frame.f_lineno > 0, next(h), frame is h.gi_frame)
    del frame
    print(list(h))


class Wait:
    def __init__(self, values):
        self.values = values

    def __await__(self):
        total = 0
        for value in self.values:
            total += yield value
        return total


async def add(values):
    return await Wait(values)


async def twice(values):
    return await add(values) + await add(values)


async def numbers(n):
    for i in range(n):
        yield i
        await Wait([i])


async def collect():
    return [x async for x in numbers(3)] + [await twice([5, 6])]


def run(coroutine):
    sent, asked = None, []
    try:
        while True:
            value = coroutine.send(sent)
            asked.append(value)
            sent = value + 1
    except StopIteration as stop:
        return stop.value, asked


def shared_delegate():
    inner = leaf(4, [])

    def user(tag):
        got = yield from inner
        yield tag, got

    a, b = user("a"), user("b")
    print(next(a), next(b), next(a), next(b), next(a), next(b), list(a))


def renamed():
    def original():
        yield 1

    original.__name__ = "other"
    original.__qualname__ = "made.other"
    g = original()
    print(g.__name__, g.__qualname__, g.gi_code.co_name)


for _ in range(3):
    drive()
    frames()
    errors()
    Again().run()
    dropped()
    print(run(twice([1, 2])), run(collect()))
    shared_delegate()
renamed()
depth()
