from contextlib import *
import io


@contextmanager
def cm(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("swallow", e)
    finally:
        print("exit", name)


with cm("a") as x:
    print(x)
with cm("b"):
    raise ValueError("v")
try:
    with cm("c"):
        raise KeyError("k")
except KeyError as e:
    print(repr(e))


@cm("deco")
def f(x):
    return x * 2


print(f(5), f(6))
with suppress(KeyError, ZeroDivisionError):
    1 / 0
print("suppressed")
try:
    with suppress(KeyError):
        raise ValueError("not suppressed")
except ValueError as e:
    print(e)
with nullcontext(5) as n:
    print(n)


class Res:
    def __init__(self, n):
        self.n = n

    def close(self):
        print("close", self.n)


with closing(Res(1)) as r:
    print(r.n)
with ExitStack() as st:
    for i in range(3):
        st.enter_context(cm(str(i)))
    st.callback(print, "callback", 1, sep="-")
    st.push(lambda t, v, tb: print("push", t and t.__name__) or True)
    st.enter_context(closing(Res("s")))
    raise RuntimeError("handled by push")
with ExitStack() as st:
    st.callback(print, "moved")
    kept = st.pop_all()
print("after stack")
kept.close()


def bad_exit():
    raise OSError("in callback")


try:
    with ExitStack() as st:
        st.callback(bad_exit)
        raise ValueError("body")
except OSError as e:
    print(repr(e), repr(e.__context__))


@contextmanager
def no_yield():
    return
    yield


@contextmanager
def two_yields():
    yield 1
    yield 2


@contextmanager
def not_stopping():
    try:
        yield
    except ValueError:
        yield


for c in (no_yield, two_yields, not_stopping):
    try:
        with c():
            if c is not_stopping:
                raise ValueError
    except RuntimeError as e:
        print(e)


@contextmanager
def replaces():
    try:
        yield
    except ValueError as e:
        raise KeyError("replaced") from e


try:
    with replaces():
        raise ValueError("orig")
except KeyError as e:
    print(repr(e), repr(e.__cause__))


@contextmanager
def passes():
    yield


try:
    with passes():
        raise StopIteration("through")
except StopIteration as e:
    print(repr(e))
c = cm("once")
with c:
    pass
try:
    with c:
        pass
except Exception as e:
    print(type(e).__name__, e)
with redirect_stdout(io.StringIO()) as out:
    print("captured")
print(repr(out.getvalue()))


class MyCM(ContextDecorator):
    def __enter__(self):
        print("in")
        return self

    def __exit__(self, *a):
        print("out", a[0])
        return False


@MyCM()
def g():
    print("g")


g()


class Abs(AbstractContextManager):
    def __exit__(self, *a):
        return None


with Abs() as a:
    print(
        isinstance(a, AbstractContextManager),
        isinstance(cm("q"), AbstractContextManager),
        issubclass(Res, AbstractContextManager),
    )


@contextmanager
def nested():
    with cm("o") as o, cm("i") as i:
        yield o + i


with nested() as v:
    print(v)
