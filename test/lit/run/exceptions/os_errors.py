import os

for f in (
    lambda: open("/nonexistent/file"),
    lambda: open("/"),
    lambda: os.listdir("/nonexistent"),
    lambda: os.remove("/nonexistent"),
    lambda: os.mkdir("/proc/nope/x"),
    lambda: os.rmdir("/nonexistent"),
    lambda: os.stat("/nonexistent"),
    lambda: os.rename("/nonexistent", "/nonexistent2"),
    lambda: open("/dev/null", "q"),
    lambda: open("/dev/null", "rw"),
    lambda: open("/dev/null", "r+w"),
    lambda: open("/dev/null", "b"),
    lambda: open("/dev/null", ""),
    lambda: open(5.5),
    lambda: open("a\0b"),
    lambda: open("/dev/null", "rb", encoding="utf-8"),
    lambda: open("/dev/null", "r", 0),
    lambda: open("/dev/null", buffering="x"),
    lambda: open("/dev/null", encoding="nope"),
    lambda: open(-1),
    lambda: open(""),
    lambda: os.chdir("/nonexistent"),
    lambda: os.read(999, 1),
    lambda: os.close(999),
    lambda: open("/dev/null", "w").read(),
    lambda: open("/dev/null").write("x"),
    lambda: open("/dev/null", "rb").write(b"x"),
    lambda: open("/dev/null", "w").write(b"x"),
    lambda: open("/dev/null", "wb").write("x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e, getattr(e, "errno", None), getattr(e, "filename", None))
f = open("/dev/null")
f.close()
f.close()
for op in (
    f.read,
    f.readline,
    lambda: next(f),
    f.fileno,
    lambda: f.__enter__(),
    f.flush,
    lambda: iter(f),
    f.isatty,
):
    try:
        print(op())
    except ValueError as e:
        print(e)
print(f.closed, f.name, f.mode)
try:
    with open("/dev/null") as g:
        raise KeyError("in with")
except KeyError as e:
    print(e, g.closed)
e = FileNotFoundError(2, "gone", "x.txt")
print(e, e.errno, e.filename, isinstance(e, OSError), e.strerror)
e = OSError("just text")
print(e, e.errno, e.args, e.strerror)
e = OSError(13, "denied")
print(type(e).__name__, e)


class MyOS(OSError):
    pass


print(type(MyOS(2, "x")).__name__, MyOS(2, "x"), MyOS(2, "x").errno)
print(os.strerror(2), os.strerror(13), BlockingIOError(11, "b", 5).characters_written)
for exc in (
    ConnectionResetError,
    BrokenPipeError,
    TimeoutError,
    InterruptedError,
    ChildProcessError,
    ProcessLookupError,
):
    print(exc.__name__, exc.__mro__[1].__name__, exc("m"))
