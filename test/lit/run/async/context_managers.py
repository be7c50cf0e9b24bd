from contextlib import asynccontextmanager, AsyncExitStack, contextmanager, aclosing


def run(c):
    while True:
        try:
            c.send(None)
        except StopIteration as e:
            return e.value


class P:
    def __await__(self):
        yield


@asynccontextmanager
async def cm(name):
    print("enter", name)
    await P()
    try:
        yield name.upper()
    except ValueError as e:
        print("swallow", e)
    finally:
        await P()
        print("exit", name)


async def main():
    async with cm("a") as x:
        print(x)
    async with cm("b"):
        raise ValueError("v")
    try:
        async with cm("c"):
            raise KeyError("k")
    except KeyError as e:
        print(repr(e))
    async with AsyncExitStack() as st:
        for n in "xyz":
            print(await st.enter_async_context(cm(n)))
        st.callback(print, "sync callback")

        async def acb(v):
            print("async callback", v)

        st.push_async_callback(acb, 1)

    async def gen():
        try:
            yield 1
            yield 2
        finally:
            print("gen closed")

    async with aclosing(gen()) as g:
        async for v in g:
            print(v)
            break

    @cm("deco")
    async def f():
        print("in f")
        return "r"

    print(await f())

    @asynccontextmanager
    async def noyield():
        return
        yield

    try:
        async with noyield():
            pass
    except RuntimeError as e:
        print(e)

    @asynccontextmanager
    async def twice():
        yield 1
        yield 2

    try:
        async with twice():
            pass
    except RuntimeError as e:
        print(e)
    with contextmanager(sync)() as s:
        print(s)


def sync():
    yield "sync"


run(main())
