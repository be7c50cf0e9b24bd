def g():
    print("start")
    try:
        x = yield 1
        print("got", x)
        try:
            y = yield 2
            print("got", y)
        except ValueError as e:
            print("caught", e)
            y = yield "recovered"
        yield y
    except GeneratorExit:
        print("closing")
        raise
    finally:
        print("finally")
    return "ret"


a = g()
print(next(a), a.send("A"), a.throw(ValueError("boo")), a.send("Z"))
try:
    next(a)
except StopIteration as e:
    print(e.value)
print(next(a, "exhausted"), a.close())
b = g()
try:
    b.send(1)
except TypeError as e:
    print(e)
print(b.send(None), b.close(), b.close())
c = g()
c.close()
print(next(c, "closed before start"))
d = g()
try:
    d.throw(KeyError("before start"))
except KeyError as e:
    print(repr(e), next(d, "dead"))
e = g()
next(e)
try:
    e.throw(ZeroDivisionError, "old style")
except ZeroDivisionError as x:
    print(repr(x))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as x:
    print(x)


def returns():
    try:
        yield 1
    except GeneratorExit:
        return 5


r = returns()
next(r)
print(r.close())


def raises():
    try:
        yield 1
    finally:
        raise KeyError("in close")


r = raises()
next(r)
try:
    r.close()
except KeyError as x:
    print(repr(x), repr(x.__context__))


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as x:
    print(x)


def selfclose():
    try:
        me2.close()
    except ValueError as x:
        yield str(x)


me2 = selfclose()
print(next(me2))
t = g()
next(t)
for args in ((5,), ("x",), (ValueError, 1, 2), (ValueError("a"), "b"), (int,), ()):
    try:
        print(t.throw(*args))
    except Exception as x:
        print(type(x).__name__, x)


def acc():
    total = 0
    while True:
        v = yield total
        if v is None:
            return total
        total += v


a = acc()
next(a)
print([a.send(i) for i in range(1, 6)])
try:
    a.send(None)
except StopIteration as x:
    print("total", x.value)


def props():
    yield


p = props()
print(
    p.gi_running,
    p.gi_frame is not None,
    p.gi_code.co_name,
    p.gi_yieldfrom,
    p.__name__,
    p.__qualname__,
    type(p).__name__,
    p.gi_suspended,
)
next(p)
print(p.gi_suspended, p.gi_frame.f_lineno > 0)
list(p)
print(p.gi_frame, p.gi_suspended)
p.__name__ = "renamed"
print(p.__name__, repr(p).split(" at")[0], iter(p) is p, hasattr(p, "__len__"))
try:
    p.gi_code = 5
except AttributeError as x:
    print("AttributeError")
