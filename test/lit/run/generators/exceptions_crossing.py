import sys


def g():
    try:
        yield 1
    except ValueError as e:
        print("in g", repr(e), repr(e.__context__))
        yield 2
        raise KeyError("from handler")


it = g()
next(it)
try:
    raise TypeError("active outside")
except TypeError:
    print(it.throw(ValueError("thrown")))
    print(sys.exc_info()[0].__name__)
try:
    next(it)
except KeyError as e:
    print(repr(e), repr(e.__context__), repr(e.__context__.__context__))


def names(tb):
    out = []
    while tb:
        out.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    return out


def inner():
    yield 1
    raise OSError("deep")


def mid():
    yield from inner()


def outer():
    for x in mid():
        yield x


try:
    list(outer())
except OSError as e:
    print(names(e.__traceback__))


def handler_yields():
    try:
        raise ValueError("a")
    except ValueError:
        yield sys.exc_info()[0].__name__
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


h = handler_yields()
print(next(h), sys.exc_info()[0])
try:
    raise KeyError("between")
except KeyError:
    print(next(h), sys.exc_info()[0].__name__)
print(next(h), sys.exc_info()[0])


def reraise():
    try:
        yield
    except Exception:
        raise


r = reraise()
next(r)
try:
    r.throw(IndexError("same object"))
except IndexError as e:
    print(repr(e), names(e.__traceback__))


def finally_yield():
    try:
        yield 1
    finally:
        yield "in finally"
        print("after")


f = finally_yield()
next(f)
print(f.throw(ValueError("pending")))
try:
    next(f)
except ValueError as e:
    print("re-raised after yield", e)


def swallow():
    while True:
        try:
            yield
        except Exception as e:
            print("swallowed", type(e).__name__)


s = swallow()
next(s)
for e in (ValueError, KeyError("k"), TypeError("t")):
    s.throw(e)
s.close()
print(next(s, "closed"))


def nested():
    try:
        try:
            yield "x"
        finally:
            print("inner finally")
    except GeneratorExit:
        print("exit seen")
        raise


n = nested()
next(n)
n.close()


def with_return():
    try:
        yield 1
    finally:
        return "forced"


w = with_return()
next(w)
try:
    w.throw(ValueError("lost"))
except StopIteration as e:
    print(e.value)


def throw_into_delegate():
    try:
        yield from sub()
    except ValueError as e:
        yield ("outer caught", str(e))


def sub():
    try:
        yield "sub"
    except KeyError:
        yield "sub caught"


t = throw_into_delegate()
print(next(t), t.throw(KeyError()), t.throw(ValueError("v")))
print(list(x for x in [1]), [y for y in (z for z in ())])


def stop_inside():
    it = iter([1])
    while True:
        try:
            yield next(it)
        except StopIteration:
            return


print(list(stop_inside()))
