import inspect


class W:
    def __await__(self):
        return (yield "w")


async def leaf(n):
    await W()
    return n


async def mid(n):
    x = await leaf(n) + await leaf(n + 1)
    return x


async def top():
    a, b, c = 1, [2], "three"
    total = 0
    for i in range(3):
        total += await mid(i)
        b.append(total)
    return (
        a,
        b,
        c,
        total,
        (await leaf(1), await leaf(2)),
        f"{await leaf(3)}",
        [await leaf(4)][0] if await leaf(1) else 0,
    )


c = top()
n = 0
while True:
    try:
        c.send(None)
        n += 1
        if n == 3:
            print(
                c.cr_await.__name__,
                c.cr_await.cr_await.__name__,
                c.cr_frame.f_locals["i"],
                c.cr_suspended,
                inspect.getcoroutinestate(c),
            )
    except StopIteration as e:
        print(n, e.value)
        break
print(c.cr_frame, inspect.getcoroutinestate(c), inspect.iscoroutinefunction(top), inspect.iscoroutine(c))


async def deep(n):
    if n == 0:
        return await leaf("bottom")
    return await deep(n - 1)


d = deep(100)
print(d.send(None))
try:
    d.send(None)
except StopIteration as e:
    print(e.value)
d = deep(3)
d.send(None)
try:
    d.throw(ValueError("into the leaf"))
except ValueError as e:
    tb, names = e.__traceback__, []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names)


class K:
    async def m(self):
        return "method"

    @classmethod
    async def c(cls):
        return cls.__name__

    @staticmethod
    async def s():
        return "static"

    async def __call__(self):
        return "called"

    async def __aenter__(self):
        return self

    async def __aexit__(self, *a):
        pass

    async def g(self):
        async with self as me:
            yield me is self


def run(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


k = K()
print(run(k.m()), run(K.c()), run(K.s()), run(k()))


async def coll():
    return [x async for x in k.g()]


print(run(coll()))


async def finally_flow(n):
    try:
        await W()
        if n == 0:
            return "returned"
        if n == 1:
            raise ValueError("one")
    except ValueError:
        await W()
        return "handled"
    else:
        await W()
        return "else"
    finally:
        await W()
        print("finally", n)


print([run(finally_flow(i)) for i in range(3)])


async def loops():
    out = []
    i = 0
    while i < 5:
        i += 1
        await W()
        if i == 2:
            continue
        if i == 4:
            break
        out.append(i)
    return out


print(run(loops()))


async def defaults(a, b=2, *c, d, e=5, **f):
    await W()
    return a, b, c, d, e, f


print(run(defaults(1, d=4)), run(defaults(1, 3, 9, d=4, z=1)))
try:
    defaults()
except TypeError as e:
    print(e)
gens = [leaf(i) for i in range(50)]
print(sum(1 for g in gens if g.send(None) == "w"), sum(run(g) for g in gens))
