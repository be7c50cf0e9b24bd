class CM:
    def __init__(self, name, enter_exc=None, exit_exc=None, swallow=False):
        self.name, self.ee, self.xe, self.s = name, enter_exc, exit_exc, swallow

    def __enter__(self):
        print("enter", self.name)
        if self.ee:
            raise self.ee
        return self

    def __exit__(self, t, v, tb):
        print("exit", self.name, t and t.__name__, v, tb is not None)
        if self.xe:
            raise self.xe
        return self.s


def t(f):
    try:
        print("result", f())
    except Exception as e:
        print("raised", repr(e), "context", repr(e.__context__))


def plain():
    with CM("a") as x:
        return x.name


def swallow():
    with CM("s", swallow=True):
        raise ValueError("gone")
    return "after"


def two():
    with CM("1") as a, CM("2", swallow=True) as b:
        raise ValueError("in two")
    return "ok"


def enter_fails():
    with CM("1"), CM("2", enter_exc=KeyError("enter")), CM("3"):
        print("never")


def exit_fails():
    with CM("1", swallow=True), CM("2", exit_exc=TypeError("exit")):
        raise ValueError("body")
    return "swallowed exit error"


def exit_fails_clean():
    with CM("1", exit_exc=OSError("clean exit")):
        pass


def loops():
    out = []
    for i in range(4):
        with CM(str(i), swallow=i == 2):
            if i == 0:
                continue
            if i == 2:
                raise ValueError
            if i == 3:
                break
            out.append(i)
    return out


def nested_return():
    with CM("o"):
        with CM("i"):
            try:
                return "value"
            finally:
                print("finally before exits")


def truthy():
    class T:
        def __enter__(self):
            return 1

        def __exit__(self, *a):
            return "yes"

    with T():
        1 / 0
    return "truthy swallow"


def unpack():
    class T:
        def __enter__(self):
            return 1, (2, 3)

        def __exit__(self, *a):
            pass

    with T() as (a, (b, c)):
        pass
    d = {}
    with T() as d["k"]:
        pass
    return a, b, c, d


for f in (
    plain,
    swallow,
    two,
    enter_fails,
    exit_fails,
    exit_fails_clean,
    loops,
    nested_return,
    truthy,
    unpack,
):
    print("--", f.__name__)
    t(f)


class NoExit:
    def __enter__(self):
        pass


class NoEnter:
    def __exit__(self, *a):
        pass


class BadBool:
    def __enter__(self):
        pass

    def __exit__(self, *a):
        class B:
            def __bool__(self):
                raise RuntimeError("bool")

        return B()


for o in (5, NoExit(), NoEnter(), None):
    try:
        with o:
            pass
    except Exception as e:
        print(type(e).__name__, e)
try:
    with BadBool():
        raise ValueError("v")
except RuntimeError as e:
    print(e, repr(e.__context__))
with BadBool():
    print("not evaluated without exception")


class Inst:
    pass


i = Inst()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: None
try:
    with i:
        pass
except TypeError as e:
    print(e)


def gen():
    with CM("gen"):
        yield 1
        yield 2


g = gen()
print(next(g))
g.close()
g = gen()
next(g)
try:
    g.throw(ValueError("thrown"))
except ValueError as e:
    print(repr(e))
with CM("p1") as a, CM("p2") as b:
    print(a.name, b.name)
with CM("single"):
    pass
with CM("x") as x, CM(x.name + "y") as y:
    print(y.name)
