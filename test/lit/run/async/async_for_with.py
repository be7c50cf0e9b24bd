class Step:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield ("step", self.v)
        return self.v


def run(c):
    trace = []
    while True:
        try:
            trace.append(c.send(None))
        except StopIteration as e:
            return trace, e.value


class AIter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        return await Step(self.i)


class ACM:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await Step("enter " + self.name)
        return self.name

    async def __aexit__(self, t, v, tb):
        await Step(f"exit {self.name} {t and t.__name__}")
        return self.swallow


async def loop():
    out = []
    async for x in AIter(3):
        out.append(x)
    else:
        out.append("else")
    async for x in AIter(5):
        if x == 2:
            continue
        if x == 4:
            break
        out.append(x)
    else:
        out.append("never")
    return out


print(run(loop()))


async def withs():
    async with ACM("a") as a, ACM("b") as b:
        print("body", a, b)
    async with ACM("s", True):
        raise ValueError("swallowed")
    async with ACM("r"):
        return "from with"


print(run(withs()))


async def with_exc():
    async with ACM("e"):
        raise KeyError("out")


try:
    run(with_exc())
except KeyError as e:
    print(repr(e))


async def comps():
    a = [x async for x in AIter(3)]
    b = {x: await Step(x * 10) async for x in AIter(2)}
    c = sorted({x % 2 async for x in AIter(4) if x > 1})
    d = [(x, y) async for x in AIter(2) for y in "ab"]
    e = [x async for x in AIter(4) if await Step(x) % 2]
    g = (x * 2 async for x in AIter(2))
    f = [v async for v in g]
    return a, b, c, d, e, type(g).__name__, f


print(run(comps())[1])


async def break_in_with():
    for i in range(3):
        async with ACM(str(i)):
            if i == 1:
                break
    async for x in AIter(2):
        async with ACM("in loop"):
            continue
    return "done"


print(run(break_in_with()))


class BadIter:
    def __aiter__(self):
        return 5


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class NoAenter:
    async def __aexit__(self, *a):
        pass


class NoAexit:
    async def __aenter__(self):
        pass


class SyncEnter:
    def __aenter__(self):
        return 5

    async def __aexit__(self, *a):
        pass


async def use_for(x):
    async for _ in x:
        pass


async def use_with(x):
    async with x:
        pass


for c in (
    use_for(5),
    use_for([1]),
    use_for(BadIter()),
    use_for(BadNext()),
    use_with(5),
    use_with(NoAenter()),
    use_with(NoAexit()),
    use_with(SyncEnter()),
):
    try:
        run(c)
    except Exception as e:
        print(type(e).__name__, e)


async def use_sync():
    try:
        for x in AIter(1):
            pass
    except TypeError as e:
        print(e)
    try:
        with ACM("x"):
            pass
    except TypeError as e:
        print(e)


run(use_sync())


class Raises:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise ValueError("in anext")


async def handle():
    try:
        async for x in Raises():
            pass
    except ValueError as e:
        return str(e)


print(run(handle()))


async def nested():
    async def inner(n):
        await Step(n)
        return n * 2

    return [await inner(i) for i in range(3)], await inner(await inner(5))


print(run(nested()))


async def aiter_anext():
    it = aiter(AIter(2))
    return await anext(it), await anext(it), await anext(it, "default")


print(run(aiter_anext()))
