try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("bad") from e
except ValueError as e:
    print(e, repr(e.__cause__), e.__suppress_context__)
try:
    try:
        {}["x"]
    except KeyError:
        raise TypeError("during")
except TypeError as e:
    print(e, repr(e.__context__), e.__cause__)
try:
    try:
        [][1]
    except IndexError:
        raise RuntimeError("hidden") from None
except RuntimeError as e:
    print(e, repr(e.__context__), e.__cause__, e.__suppress_context__)


def f():
    raise LookupError("deep")


def g():
    try:
        f()
    except LookupError as err:
        err.add_note("a note")
        raise


try:
    g()
except LookupError as e:
    print(e, e.__notes__, e.__traceback__.tb_next.tb_next.tb_frame.f_code.co_name)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise ValueError from 5
except TypeError as e:
    print(e)
e = "kept"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as x:
    print(x)
