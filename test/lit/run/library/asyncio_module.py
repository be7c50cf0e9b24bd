# asyncio on epoll: tasks, streams, locks, queues, subprocesses, threads, timeouts and errors.
import asyncio
import contextvars
import signal
import os
import sys


async def serve(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def talk(port, name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answers = []
    for i in range(5):
        writer.write(f"{name} {i}\n".encode())
        answers.append((await reader.readline()).decode().strip())
    writer.close()
    await writer.wait_closed()
    return answers


async def echo():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        for answers in await asyncio.gather(*(talk(port, name) for name in ("ann", "bob", "cid"))):
            print(answers)


async def sleeper(seconds, result):
    await asyncio.sleep(seconds)
    return result


async def tasks():
    print(await asyncio.gather(sleeper(0.03, 1), sleeper(0.02, 2), sleeper(0.01, 3)))
    order = []
    for future in asyncio.as_completed([sleeper(0.06, "slow"), sleeper(0.01, "fast")]):
        order.append(await future)
    print(order)
    try:
        await asyncio.wait_for(sleeper(10, None), 0.01)
    except asyncio.TimeoutError as error:
        print(type(error).__name__)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timeout")
    task = asyncio.create_task(sleeper(10, None), name="cancelled")
    await asyncio.sleep(0)
    task.cancel("reason")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled())
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper(0.001, None))
            group.create_task(fail())
    except* ValueError as error:
        print(error.exceptions)
    print(await asyncio.gather(fail(), sleeper(0, 5), return_exceptions=True))


async def fail():
    raise ValueError("failed")


async def synchronised():
    queue, lock, out = asyncio.Queue(2), asyncio.Lock(), []

    async def producer():
        for i in range(6):
            await queue.put(i)
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            async with lock:
                out.append(item)

    await asyncio.gather(producer(), consumer())
    print(out)
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.01, event.set)
    await event.wait()
    semaphore = asyncio.Semaphore(2)
    async with semaphore, semaphore:
        print(semaphore.locked())


variable = contextvars.ContextVar("variable", default="outer")


async def contexts():
    async def inner(value):
        variable.set(value)
        await asyncio.sleep(0)
        return variable.get()

    print(await asyncio.gather(inner(1), inner(2)), variable.get())


async def outside():
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(sum, range(10)), await loop.run_in_executor(None, pow, 2, 10))
    process = await asyncio.create_subprocess_exec(
        "cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    print(await process.communicate(b"through cat"), process.returncode)
    process = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 3", stdout=-1, stderr=-1)
    print(await process.communicate(), process.returncode)
    done = loop.create_future()
    loop.add_signal_handler(signal.SIGUSR1, done.set_result, "signal")
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await done)
    loop.remove_signal_handler(signal.SIGUSR1)


async def generator():
    async def count(n):
        for i in range(n):
            yield i
            await asyncio.sleep(0)

    print([i async for i in count(4)])


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done

    def datagram_received(self, data, address):
        self.done.set_result(data)


async def datagrams():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    server, _ = await loop.create_datagram_endpoint(lambda: Datagrams(done), local_addr=("127.0.0.1", 0))
    client, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=server.get_extra_info("sockname")
    )
    client.sendto(b"datagram")
    print(await done)
    client.close()
    server.close()


for part in (echo, tasks, synchronised, contexts, outside, generator, datagrams):
    asyncio.run(part())
try:
    asyncio.run(fail())
except ValueError as error:
    print(error)
print(type(asyncio.new_event_loop()._selector).__name__)
sys.stdout.flush()
