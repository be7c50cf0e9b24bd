# What throw() throws: its context, classes that make no exception, what calling them raises; lambdas that yield.


def handling():
    try:
        raise KeyError("a")
    except KeyError:
        yield
        yield


def show(action):
    try:
        action()
    except BaseException as error:
        print(type(error).__name__, error, repr(error.__context__))


generator = handling()
next(generator)
show(lambda: generator.throw(ValueError))


def outer():
    yield from handling()


generator = outer()
next(generator)
show(lambda: generator.throw(ValueError("given")))


class NoException(Exception):
    def __new__(cls, *args):
        return cls


class Raises(Exception):
    def __init__(self, *args):
        raise LookupError(args)


def catching():
    while True:
        try:
            yield
        except Exception as error:
            print("caught", type(error).__name__, error)


for cls in NoException, Raises:
    show(lambda: handling().throw(cls))
    generator = catching()
    next(generator)
    generator.throw(cls)
    generator.throw(cls, 1)
    generator.throw(cls, (1, 2))
generator = catching()
next(generator)
generator.throw(ValueError, KeyError("not a ValueError"))
generator.throw(LookupError, KeyError("one"))

for function in (lambda: (yield 1)), (lambda: (yield from catching_result())):
    def catching_result():
        return (yield 1)
    generator = function()
    print(next(generator))
    try:
        generator.send(2)
    except StopIteration as stop:
        print(stop.value)
