import sys
import traceback


def a(n):
    if n:
        return a(n - 1)
    raise ValueError("deep\nmultiline")


try:
    a(2)
except ValueError:
    traceback.print_exc(file=sys.stdout)
try:
    try:
        a(0)
    except ValueError as e:
        raise KeyError("chained") from e
except KeyError as e:
    traceback.print_exception(e, file=sys.stdout)
    print(traceback.format_exc(limit=1).count("\n"))
    te = traceback.TracebackException.from_exception(e)
    print([f.name for f in te.stack], te.exc_type.__name__, str(te), te.__cause__.exc_type.__name__)
    print("".join(te.format_exception_only()), end="")
traceback.print_stack(file=sys.stdout)


def stack():
    return [f.name for f in traceback.extract_stack()]


print(stack(), traceback.format_exception_only(ValueError, ValueError("x")))
try:
    a(20)
except ValueError as e:
    text = "".join(traceback.format_exception(e))
    print(text)
print("".join(traceback.format_list([("f.py", 3, "fn", "src line")])), end="")
traceback.print_exception(ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2)])]), file=sys.stdout)
e = ValueError("n")
e.__cause__ = e
try:
    raise e
except ValueError as x:
    print("".join(traceback.format_exception(x)))
