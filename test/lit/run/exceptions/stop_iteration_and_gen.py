def g():
    raise StopIteration("inside")
    yield


try:
    next(g())
except RuntimeError as e:
    print(e, repr(e.__cause__), repr(e.__context__))


def h():
    yield next(iter([]))


try:
    list(h())
except RuntimeError as e:
    print(e, repr(e.__cause__))


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("val", 2)


print(list(It()))
try:
    next(It())
except StopIteration as e:
    print(e.value, e.args)


def f():
    return (yield from It())


def run():
    print((yield from f()))


print(list(run()))


def ret():
    return 5
    yield


try:
    next(ret())
except StopIteration as e:
    print(repr(e), e.value)


def rettuple():
    yield
    return (1, 2)


r = rettuple()
next(r)
try:
    next(r)
except StopIteration as e:
    print(repr(e), e.value)


def retexc():
    return StopIteration(7)
    yield


try:
    next(retexc())
except StopIteration as e:
    print(repr(e), repr(e.value))
print([x for x in ret()], next(ret(), "default"))


def m():
    try:
        yield 1
    except StopIteration:
        print("caught thrown StopIteration")
        yield 2


a = m()
next(a)
print(a.throw(StopIteration))
a = (x for x in [1])
next(a)
try:
    a.throw(StopIteration("t"))
except (StopIteration, RuntimeError) as e:
    print(type(e).__name__, e)


def sub():
    yield 1
    raise KeyError("sub")


def outer():
    try:
        yield from sub()
    except KeyError as e:
        yield "caught " + str(e)


print(list(outer()))
try:
    list(map(lambda x: next(iter([])), [1, 2]))
    print("map stops")
    print(list(map(lambda x: next(iter([])), [1, 2])), [*zip(It(), [1])], sum(It()), max(It(), default="d"))
    print([next(iter([])) for _ in range(2)])
except StopIteration as e:
    print("StopIteration escapes comprehension", repr(e))
try:
    print(list(next(iter([])) for _ in range(2)))
except RuntimeError as e:
    print(e)


class Len:
    def __iter__(self):
        return iter([1, 2])

    def __length_hint__(self):
        raise StopIteration


try:
    list(Len())
except StopIteration:
    print("hint raised")
for x in iter(lambda: next(iter([])), None):
    print("never")
print("callable iter ended")
