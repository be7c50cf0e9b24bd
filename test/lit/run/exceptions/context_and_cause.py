def chain(e):
    out = []
    while e is not None:
        out.append(repr(e))
        e = e.__cause__ if e.__cause__ is not None else (None if e.__suppress_context__ else e.__context__)
    return " <- ".join(out)


def capture(f):
    try:
        f()
    except BaseException as e:
        return e


def implicit():
    try:
        raise ValueError(1)
    except ValueError:
        raise KeyError(2)


def explicit():
    try:
        raise ValueError(1)
    except ValueError as e:
        raise KeyError(2) from e


def none():
    try:
        raise ValueError(1)
    except ValueError:
        raise KeyError(2) from None


def three():
    try:
        implicit()
    except KeyError:
        raise TypeError(3)


def in_finally():
    try:
        raise ValueError("f")
    finally:
        raise KeyError("g")


def class_cause():
    raise ValueError from KeyError


def same():
    try:
        raise ValueError("same")
    except ValueError as e:
        raise e


def reraise_inside():
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise KeyError("b")
        except KeyError:
            raise a


def with_ctx():
    class C:
        def __enter__(self):
            return self

        def __exit__(self, *a):
            raise RuntimeError("exit")

    with C():
        raise ValueError("body")


def swallowed_inside():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("handled")
        except KeyError:
            pass
        raise TypeError("new")


def loop_context():
    a = ValueError("a")
    b = KeyError("b")
    try:
        try:
            raise a
        except ValueError:
            raise b
    except KeyError:
        raise a


def generator_context():
    def g():
        try:
            yield
        except ValueError:
            raise KeyError("in gen")

    it = g()
    next(it)
    try:
        raise TypeError("outside")
    except TypeError:
        it.throw(ValueError("thrown"))


def from_bad():
    raise ValueError("x") from "str"


def call_in_handler():
    try:
        raise ValueError("h")
    except ValueError:
        int("zz")


def nested_gen():
    def g():
        yield 1
        raise OSError("g")

    try:
        1 / 0
    except ZeroDivisionError:
        list(g())


for f in (
    implicit,
    explicit,
    none,
    three,
    in_finally,
    class_cause,
    same,
    reraise_inside,
    with_ctx,
    swallowed_inside,
    loop_context,
    generator_context,
    from_bad,
    call_in_handler,
    nested_gen,
):
    e = capture(f)
    print(f.__name__, chain(e), e.__suppress_context__, repr(e.__cause__), repr(e.__context__))
e = ValueError("m")
e.__context__ = KeyError("set")
print(chain(e))
e.__cause__ = TypeError("c")
print(chain(e), e.__suppress_context__)
e.__cause__ = None
print(e.__suppress_context__, e.with_traceback(None) is e, e.__traceback__)
for attr, v in (("__cause__", 5), ("__context__", "x"), ("__traceback__", 5), ("__suppress_context__", "x")):
    try:
        setattr(e, attr, v)
        print(attr, getattr(e, attr))
    except TypeError as err:
        print(err)
try:
    raise
except RuntimeError as err:
    print(err)
import sys

print(sys.exc_info())
try:
    raise ValueError("info")
except ValueError as err:
    t, v, tb = sys.exc_info()
    print(t.__name__, v, tb is err.__traceback__, sys.exception() is err)
    try:
        raise KeyError
    except KeyError:
        print(sys.exc_info()[0].__name__)
    print(sys.exc_info()[0].__name__)
print(sys.exc_info(), sys.exception())


def gen_exc_info():
    try:
        raise ValueError("in generator")
    except ValueError:
        yield sys.exc_info()[0].__name__
    yield sys.exc_info()[0]


g = gen_exc_info()
print(next(g), sys.exc_info()[0], next(g))
