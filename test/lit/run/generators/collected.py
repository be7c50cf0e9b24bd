# Generators consumed by builtins that only collect: what they see of each other.
import inspect
import sys
import weakref


def numbers(n, extra=()):
    for i in range(n):
        yield i
    yield from extra


def warm(function):
    return [function() for _ in range(20)][-1]


print(warm(lambda: sum(i * i for i in numbers(50))))
print(warm(lambda: sum(x for x in numbers(3, [2**61 - 1, 2**61 - 1, 2**70, -(2**62)]))))
print(warm(lambda: sum(x for x in numbers(3, [True, 0.5, 1, 2.25]))))
print(warm(lambda: set(x % 7 for x in numbers(40)) == set(range(7))))
print(warm(lambda: sorted(set(x for x in numbers(5, [2.0, 2.5, True, 10**30])))))
print(warm(lambda: list(x for x in numbers(20, ["a", None, 1.5]))))
print(warm(lambda: tuple(x for x in numbers(20, [1.5, "b"]))))
print(warm(lambda: any(x > 100 for x in numbers(50))), warm(lambda: any(x > 10 for x in numbers(50))))
print(warm(lambda: all(x < 100 for x in numbers(50))), warm(lambda: all(x < 10 for x in numbers(50))))
print(warm(lambda: any(x for x in numbers(1, [0, "", None, 0.0]))), warm(lambda: all(x for x in numbers(0, [1, "x"]))))


class Watcher:
    """Its hash looks at the generator that yielded it."""

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        seen.append((inspect.getgeneratorstate(generator), sys._getframe(1).f_code.co_name))
        return self.number

    def __eq__(self, other):
        return self.number == other.number

    def __radd__(self, other):
        seen.append(inspect.getgeneratorstate(generator))
        return other + self.number

    def __bool__(self):
        seen.append(inspect.getgeneratorstate(generator))
        return False


def mixed():
    yield 1
    yield 2
    yield Watcher(3)
    yield 4


def use_set():
    return len(set(generator))


def use_sum():
    return sum(generator)


def use_any():
    return any(generator)


for use in (use_set, use_sum, use_any):
    for _ in range(12):
        seen = []
        generator = mixed()
        result = use()
    print(use.__name__, result, seen, generator.gi_frame is None)


def failing(n):
    for i in range(n):
        yield i
    raise ValueError(n)


for consumer in (set, list, tuple, sum, any, all):
    for _ in range(12):
        try:
            consumer(x * 0 if consumer is any else x + 1 for x in failing(5))
        except ValueError as error:
            frames = []
            traceback = error.__traceback__
            while traceback:
                frames.append((traceback.tb_frame.f_code.co_name, traceback.tb_lineno))
                traceback = traceback.tb_next
    print(consumer.__name__, frames)


# The end of a generator: weak references, names of its own, one more reference.
def named():
    yield 1


def drain(generator, notes):
    reference = weakref.ref(generator, lambda _: notes.append("gone"))
    for item in generator:
        notes.append(item)
    return reference


for _ in range(12):
    notes = []
    drain(named(), notes)
    renamed = named()
    renamed.__name__ = "name" + str(len(notes))
    renamed.__qualname__ = renamed.__name__ * 2
    for item in renamed:
        pass
print(notes, renamed.__name__, list(renamed))


# Sending to fresh and suspended ones, by site.
def echo():
    got = yield "first"
    while got != "stop":
        got = yield got
    return "done"


def delegate(sent):
    result = yield from echo()
    yield result


for _ in range(12):
    generator = delegate(None)
    out = [next(generator), generator.send(5), next(generator), generator.send("stop")]
    try:
        echo().send(1)
    except TypeError as error:
        out.append(str(error))
print(out)


# Changing the function under a site that makes generators.
def maker(a, b):
    yield a, b


def other(a, b):
    yield b, a


def call(function):
    return list(function(1, 2))


first = [call(maker) for _ in range(12)]
maker.__code__ = other.__code__
print(first[-1], call(maker), [call(other) for _ in range(12)][-1])


# The same from functions that call them through C++ and by way of others.
def joined(n):
    return "-".join(str(i) for i in range(n)), sorted(-i for i in range(n)), [*(i for i in range(n))]


def through_map(n):
    return list(map(any, ((i > k for i in range(n)) for k in range(3)))), list(map(list, (iter(c) for c in ("ab", "c"))))


def stars(*args):
    return args


print(warm(lambda: joined(5)), warm(lambda: through_map(3)), warm(lambda: stars(*(i for i in range(4)))))
target = []


def feeding():
    for i in range(3):
        target.append("fed")
        yield i


target.extend(feeding())
print(target)
try:
    target.extend(failing(2))
except ValueError as error:
    print(error, target)
running = feeding()
print(list(running), list(running), any(running), all(running))


def itself():
    yield list(me)


me = itself()
try:
    list(me)
except ValueError as error:
    print(error)


def deep(n):
    return n if n == 0 else max(list(deep(n - 1) + 1 for _ in range(1)))


print(deep(100))
try:
    deep(10**6)
except RecursionError as error:
    print(type(error))
