def t(f):
    try:
        f()
    except BaseException as e:
        print(f.__name__ if f.__name__ != "<lambda>" else "", type(e).__name__, e)


class Custom(Exception):
    def __init__(self, a, b=2):
        self.a, self.b = a, b


class NoInit(Exception):
    code = 5


class BadNew(Exception):
    def __new__(cls):
        return 5


class Raises(Exception):
    def __init__(self):
        raise KeyError("in init")


def r1():
    raise ValueError


def r2():
    raise ValueError("x")


def r3():
    raise Custom(1)


def r4():
    raise Custom


def r5():
    raise NoInit


def r6():
    raise BadNew


def r7():
    raise Raises


def r8():
    raise "string"


def r9():
    raise None


def r10():
    raise int


def r11():
    raise object()


def r12():
    raise (ValueError, "x")


def r13():
    raise ValueError("x") from 5


def r14():
    raise ValueError("x") from int


def r15():
    raise undefined


def r16():
    raise ValueError("x") from undefined


def r17():
    raise KeyboardInterrupt


def r18():
    raise GeneratorExit("g")


def r19():
    raise NotImplemented


def r20():
    raise NotImplementedError


def r21():
    raise StopIteration(3)


def r22():
    raise BaseException("base")


for f in (
    r1,
    r2,
    r3,
    r4,
    r5,
    r6,
    r7,
    r8,
    r9,
    r10,
    r11,
    r12,
    r13,
    r14,
    r15,
    r16,
    r17,
    r18,
    r19,
    r20,
    r21,
    r22,
):
    t(f)
e = ValueError("reused")
for i in range(3):
    try:
        raise e
    except ValueError as x:
        n = 0
        tb = x.__traceback__
        while tb:
            n += 1
            tb = tb.tb_next
        print(i, x is e, n)
c = Custom("q")
print(c.args, c.a, c.b, str(c), repr(c))


class Str(Exception):
    def __str__(self):
        return "custom str"


class Repr(Exception):
    def __repr__(self):
        return "custom repr"


print(str(Str(1)), repr(Str(1)), str(Repr(1)), repr(Repr(1)), [Str("x")], f"{Str()}")
try:
    raise Str("ignored")
except Exception as e:
    print(e, e.args)


def assert_forms():
    try:
        assert 0
    except AssertionError as e:
        print(repr(e))
    try:
        assert 0, ("tuple", "msg")
    except AssertionError as e:
        print(repr(e), e.args)
    try:
        assert 0, ValueError("v")
    except AssertionError as e:
        print(repr(e))
    assert (lambda: True)(), 1 / 0
    print("message not evaluated")


assert_forms()


def cleanup_name():
    e = "before"
    try:
        raise ValueError
    except ValueError as e:
        pass
    try:
        return e
    except UnboundLocalError as u:
        return str(u)


print(cleanup_name())


def del_inside():
    try:
        raise ValueError("q")
    except ValueError as e:
        del e
    return "ok"


def rebind_inside():
    try:
        raise ValueError("q")
    except ValueError as e:
        e = 5
        print(e)
    return "ok"


print(del_inside(), rebind_inside())
for exc in (ValueError, KeyError, OSError):
    try:
        raise exc("loop")
    except (ValueError, KeyError) as err:
        print("pair", repr(err))
    except OSError as err:
        print("os", repr(err))
x = None
try:
    x = int("5")
except ValueError:
    x = -1
else:
    x += 1
print(x)
