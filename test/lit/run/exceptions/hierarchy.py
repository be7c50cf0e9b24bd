import builtins

excs = sorted(
    (
        n
        for n in dir(builtins)
        if isinstance(getattr(builtins, n), type) and issubclass(getattr(builtins, n), BaseException)
    )
)
for n in excs:
    c = getattr(builtins, n)
    print(n, [b.__name__ for b in c.__mro__[1:-1]])
for c in (
    Exception,
    ValueError,
    KeyError,
    OSError,
    StopIteration,
    SystemExit,
    UnicodeError,
    ImportError,
    AttributeError,
    NameError,
    SyntaxError,
):
    for args in ((), ("a",), ("a", "b"), (1, 2, 3), (None,), ("",), (("t",),), ([1],)):
        try:
            e = c(*args)
        except TypeError as err:
            print(c.__name__, args, "ctor", err)
            continue
        print(c.__name__, repr(e), repr(str(e)), e.args)
print(
    EnvironmentError is OSError,
    IOError is OSError,
    issubclass(ModuleNotFoundError, ImportError),
    issubclass(RecursionError, RuntimeError),
    issubclass(NotADirectoryError, OSError),
)
e = OSError(2, "No such file", "fname")
print(e, repr(e), e.errno, e.strerror, e.filename, type(e).__name__, e.args)
e = OSError(2, "msg", "a", None, "b")
print(e, e.filename2)
for no in (1, 2, 4, 9, 11, 13, 17, 20, 21, 32, 104, 110, 111, 9999):
    print(no, type(OSError(no, "x")).__name__, OSError(no, "x"))
s = SystemExit(3)
print(
    s.code,
    SystemExit().code,
    SystemExit("m").code,
    SystemExit(1, 2).code,
    StopIteration(5).value,
    StopIteration().value,
    StopIteration(1, 2).value,
)
i = ImportError("msg", name="n", path="p")
print(
    i,
    i.name,
    i.path,
    i.msg,
    repr(i),
    AttributeError("m", name="nm", obj=5).obj,
    NameError("x", name="y").name,
)
for f in (
    lambda: ImportError("m", foo=1),
    lambda: ValueError(x=1),
    lambda: OSError(x=1),
    lambda: UnicodeDecodeError("a"),
    lambda: UnicodeEncodeError("a", "b", 1, 2, 3, 4),
    lambda: AttributeError(foo=1),
    lambda: BaseException.__new__(int),
    lambda: StopIteration(x=2),
):
    try:
        print(f())
    except TypeError as err:
        print(err)
u = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "bad byte")
print(u, u.encoding, u.object, u.start, u.end, u.reason)
u = UnicodeEncodeError("ascii", "aé漢", 1, 3, "out of range")
print(u)
u.start = 2
u.reason = "changed"
print(u, UnicodeTranslateError("x\U0001f600", 1, 2, "why"))
k = KeyError("it's")
print(k, KeyError(1), KeyError("a", "b"), KeyError())
x = ValueError(1, 2)
x.args = ("changed",)
x.extra = "attr"
print(x, x.args, x.extra, x.__dict__)
try:
    x.args = 5
except TypeError as err:
    print(err)
se = SyntaxError("msg", ("file.py", 3, 7, "text of line", 3, 9))
print(
    se,
    se.filename,
    se.lineno,
    se.offset,
    se.text,
    se.end_lineno,
    se.end_offset,
    se.msg,
    SyntaxError("only"),
    IndentationError("x", ("f", 1, 2, "t")),
)
