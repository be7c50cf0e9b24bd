def run(c, log=None):
    while True:
        try:
            v = c.send(None)
            if log is not None:
                log.append(v)
        except StopIteration as e:
            return e.value


class Y:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield self.v
        return self.v


async def agen(n):
    try:
        for i in range(n):
            await Y(("before", i))
            got = yield i
            if got:
                print("got", got)
    except ValueError as e:
        print("caught", e)
        yield "recovered"
    except GeneratorExit:
        print("aclose")
        raise
    finally:
        await Y("cleanup")
        print("finally")


async def main():
    log = []
    async for x in agen(3):
        log.append(x)
    print(log)
    g = agen(3)
    print(await g.asend(None), await g.asend("hi"), await g.athrow(ValueError("boo")))
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("finished")
    g = agen(3)
    await g.__anext__()
    await g.aclose()
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration:
        print("closed stays closed")
    g = agen(2)
    try:
        await g.asend("early")
    except TypeError as e:
        print(e)
    g = agen(1)
    try:
        await g.athrow(KeyError("not started"))
    except KeyError as e:
        print(repr(e))
    print(
        type(g).__name__,
        g.__name__,
        g.ag_running,
        g.ag_frame,
        g.ag_await,
        type(agen(1).asend(None)).__name__,
        type(agen(1).__anext__()).__name__,
    )
    print([x async for x in agen(2)], [x async for x in (y * 2 async for y in agen(2)) if x])


log = []
run(main(), log)
print(log)


async def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


async def try_close():
    g = stubborn()
    await g.__anext__()
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)


run(try_close())


async def raises_stop():
    yield 1
    raise StopAsyncIteration("inside")


async def raises_stop2():
    yield 1
    raise StopIteration("inside")


async def conv():
    for f in (raises_stop, raises_stop2):
        try:
            async for x in f():
                pass
        except RuntimeError as e:
            print(e, repr(e.__cause__))


run(conv())


async def early_return():
    yield 1
    return
    yield 2


async def collect(a):
    return [x async for x in a]


print(run(collect(early_return())))


async def chain(*gens):
    for g in gens:
        async for x in g:
            yield x


async def amap(f, g):
    async for x in g:
        yield await f(x)


async def double(x):
    await Y(x)
    return x * 2


async def limit(n, g):
    async for x in g:
        if n <= 0:
            break
        n -= 1
        yield x


async def count():
    n = 0
    while True:
        yield n
        n += 1


print(run(collect(limit(4, amap(double, chain(early_return(), count()))))))


async def reentrant():
    g = count()
    a = g.asend(None)
    b = g.__anext__()
    print(await a, await b)
    try:
        await a
    except RuntimeError as e:
        print(e)


run(reentrant())
for f in (
    lambda: iter(count()),
    lambda: next(count()),
    lambda: list(count()),
    lambda: aiter(5),
    lambda: anext(5),
    lambda: anext(count()) and None,
):
    try:
        f()
    except TypeError as e:
        print(e)


async def lam():
    g = (lambda: (x async for x in limit(2, count())))()
    return [x async for x in g]


print(run(lam()))
