def a():
    b()


def b():
    c()


def c():
    raise ValueError("deep")


try:
    a()
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_frame.f_lineno, tb.tb_lasti >= 0)
        tb = tb.tb_next
    e.add_note("first")
    e.add_note("second\nline")
    print(e.__notes__, e)
    for bad in (5, None):
        try:
            e.add_note(bad)
        except TypeError as t:
            print(t)
    saved = e
print(saved.__traceback__.tb_frame.f_code.co_name)


def rethrow():
    raise saved


try:
    rethrow()
except ValueError as e:
    names = []
    tb = e.__traceback__
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(names)
try:
    raise saved.with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_next)
import traceback

try:
    a()
except ValueError as e:
    for f in traceback.extract_tb(e.__traceback__):
        print(f.name, f.lineno, f.line)
    print(traceback.format_exception_only(e))
    lines = traceback.format_exception(e)
    print(lines[0].strip(), len(lines), lines[-1].strip())
ex = ValueError("n")
ex.__notes__ = ["direct", "set"]
print(traceback.format_exception_only(ex))
ex.__notes__ = "not a list"
print(ex.__notes__)
try:
    ex.add_note("x")
except TypeError as t:
    print(t)
print(hasattr(ValueError(), "__notes__"))
import sys


def frames():
    f = sys._getframe()
    out = []
    while f:
        out.append((f.f_code.co_name, f.f_lineno))
        f = f.f_back
    return out


def outer():
    x = 5
    return frames()


print(outer())


def loc():
    p, q = 1, "two"
    return sorted(sys._getframe().f_locals.items(), key=str)


print(loc(), sys._getframe().f_code.co_name)


def gen():
    yield sys._getframe().f_back.f_code.co_name


def drive():
    return next(gen())


print(drive(), [sys._getframe().f_code.co_name for _ in range(1)], (lambda: sys._getframe().f_code.co_name)())


class K:
    name = sys._getframe().f_code.co_name


print(K.name)
