import gc
import weakref


class R:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


def fails():
    r = R("local of fails")
    raise ValueError


try:
    fails()
except ValueError:
    print("handling")
print("handled")


def keeps(e=None):
    try:
        r = R("kept by traceback")
        raise KeyError
    except KeyError as x:
        return x


e = keeps()
print("have exception")
e.__traceback__ = None
print("traceback dropped")
e = keeps()
e = e.with_traceback(None)
print("with_traceback(None)")


def cycle():
    r = R("in cycle")
    try:
        raise ValueError
    except ValueError as err:
        saved = err


gc.disable()
cycle()
print("cycle left")
gc.collect()
gc.enable()


def chain():
    try:
        r1 = R("first")
        raise ValueError
    except ValueError:
        r2 = R("second")
        raise KeyError


try:
    chain()
except KeyError as k:
    print("context", repr(k.__context__))
print("chain done")


def finally_order():
    a = R("a")
    try:
        b = R("b")
        return "ret"
    finally:
        print("in finally")


print(finally_order())


def gen():
    r = R("gen local")
    try:
        yield 1
    finally:
        print("gen finally")


def raise_through():
    g = gen()
    next(g)
    raise ValueError


try:
    raise_through()
except ValueError:
    print("caught, generator still held by the frame")
print("after")


class Err(Exception):
    def __init__(self, r):
        self.r = r


try:
    raise Err(R("in exception"))
except Err:
    print("no name bound")
print("gone")
try:
    raise Err(R("named"))
except Err as x:
    print("named", x.r.n)
print("gone too")


def nested():
    try:
        raise Err(R("outer"))
    except Err as o:
        try:
            raise Err(R("inner"))
        except Err as i:
            print("both alive", o.r.n, i.r.n)
        print("inner gone")
    print("outer gone")


nested()
for i in range(2):
    try:
        raise Err(R(f"loop {i}"))
    except Err as x:
        continue
    finally:
        print("loop finally", i)
with_stmt = None


class CM:
    def __enter__(self):
        return R("from enter")

    def __exit__(self, *a):
        print("exit")


with CM():
    print("body")
print("after with")
with CM() as c:
    pass
del c


class Weakable(Exception):
    pass


w = weakref.ref(Weakable(R("weak")))
print("weak", w() is None)
