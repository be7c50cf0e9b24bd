async def simple():
    return 5


c = simple()
print(type(c).__name__, c.__name__, c.cr_running, c.cr_await, c.cr_code.co_name)
try:
    c.send(None)
except StopIteration as e:
    print("value", e.value)
try:
    c.send(None)
except RuntimeError as e:
    print(e)


class Aw:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        got = yield self.v
        return ("awaited", got)


async def two():
    a = await Aw(1)
    b = await Aw(2)
    return a, b


def drive(c, sends=()):
    out = []
    sends = iter(sends)
    v = None
    while True:
        try:
            out.append(c.send(v))
        except StopIteration as e:
            return out, e.value
        v = next(sends, None)


print(drive(two(), ["x", "y"]))


async def nested():
    r = await two()
    s = await simple()
    return r, s


print(drive(nested(), [10, 20]))


async def exc():
    try:
        await Aw("wait")
    except ValueError as e:
        print("caught", e)
        await Aw("cleanup")
        raise KeyError("k")
    finally:
        print("finally")


c = exc()
print(c.send(None), c.throw(ValueError("v")))
try:
    c.send(None)
except KeyError as e:
    print(repr(e), repr(e.__context__))
c = exc()
c.send(None)
c.close()
c = exc()
c.close()
for bad in (5, None, [], "s", (x for x in []), lambda: 0):

    async def aw():
        return await bad

    c = aw()
    try:
        c.send(None)
    except TypeError as e:
        print(e)


class BadAwait:
    def __await__(self):
        return 5


class GenAwait:
    def __await__(self):
        return iter([1, 2])


class CoroAwait:
    def __await__(self):
        self.coro = simple()
        return self.coro


async def use(x):
    return await x


print(drive(use(GenAwait())))
coro_await = CoroAwait()
for b in (BadAwait(), coro_await):
    try:
        print(drive(use(b)))
    except TypeError as e:
        print(e)
coro_await.coro.close()
c = simple()
for f in (lambda: iter(c), lambda: next(c), lambda: list(c), lambda: [*c], lambda: c.send(1)):
    try:
        f()
    except TypeError as e:
        print(e)
c.close()
c = simple()
drive(c)
try:
    drive(use(c))
except RuntimeError as e:
    print(e)


async def selfawait():
    await me


me = selfawait()
try:
    me.send(None)
except (RuntimeError, ValueError) as e:
    print(type(e).__name__, e)


async def stop():
    raise StopIteration("x")


try:
    drive(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__))


def gen_coro():
    x = yield "from generator"
    return x


import types


@types.coroutine
def tc():
    x = yield "types.coroutine"
    return x


print(drive(use(tc()), ["sent"]), type(tc()).__name__)
w = two().__await__()
print(type(w).__name__, next(w), w.send("a"), w.close())
lam = lambda: simple()
print(drive(lam()))


async def comp():
    return (
        [await use(Aw(i)) for i in range(2)],
        {i: await simple() for i in range(2)},
        [x for x in [await simple()]],
    )


print(drive(comp(), "ab"))


async def ret_none():
    pass


print(drive(ret_none()), [drive(simple())[1] for _ in range(3)])


async def cond(a):
    return (await Aw(a)) if a else "no await"


print(drive(cond(0)), drive(cond(1), ["s"]))
