# Coroutines made and awaited at warm sites.
import sys
import warnings


async def add(a, b=10):
    return a + b


class Adder:
    def __init__(self, base):
        self.base = base

    async def plus(self, n):
        return self.base + n

    def __await__(self):
        yield self.base
        return self.base * 2


async def many(n):
    total = 0
    adder = Adder(100)
    for i in range(n):
        total += await add(i, 1) + await add(i) + await adder.plus(i)
    return total


def run(coroutine):
    yielded = []
    try:
        while True:
            yielded.append(coroutine.send(None))
    except StopIteration as stop:
        return stop.value, yielded


print(run(many(40)))


async def awaits(what):
    return await what


for _ in range(12):
    result = run(awaits(Adder(7)))
print(result)

coroutine = add(1, 2)
print(run(coroutine)[0])
for _ in range(12):
    try:
        run(awaits(coroutine))
    except RuntimeError as error:
        message = str(error)
print(message)


# Awaited twice at the same time.
class Wait:
    def __await__(self):
        yield "waiting"


async def waits():
    await Wait()


shared = waits()
first = awaits(shared)
print(first.send(None))
for _ in range(12):
    try:
        awaits(shared).send(None)
    except RuntimeError as error:
        message = str(error)
print(message)
first.close()

for bad in (1, None, [1]):
    for _ in range(12):
        try:
            run(awaits(bad))
        except TypeError as error:
            message = str(error)
    print(message)

# Where they were made, and that nobody awaited one.
sys.set_coroutine_origin_tracking_depth(2)
for _ in range(12):
    coroutine = add(1)
    origin = coroutine.cr_origin
    coroutine.close()
print([(line, name) for _, line, name in origin])
sys.set_coroutine_origin_tracking_depth(0)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    for _ in range(12):
        add(1, 2)
print(len(caught), caught[-1].message)


async def main():
    return sum([await add(i) for i in range(30)])


print(run(main()))
