# open(): text and binary files, newlines, positions, errors.
import posix

path = "/tmp/dxpy_open_%d" % posix.getpid()
with open(path, "w", encoding="utf-8") as f:
    print(f.write("héllo\nworld\n"), f.tell(), f.mode, f.writable(), f.readable(), f.closed)
    f.writelines(["a\n", "b"])
print(f.closed)
with open(path, encoding="utf-8") as f:
    print(f.readline(), f.tell(), f.read(3), f.tell())
    for line in f:
        print(repr(line))
    print(f.seek(0), f.readlines(), repr(f.read()), f.newlines)
    f.seek(0)
    print(list(f), f.readline(3), f.encoding, f.errors)
with open(path, "rb") as f:
    print(f.read(4), f.peek(2)[:2], f.readline(), f.tell(), f.seek(-3, 2), f.read(), f.read())
    f.seek(0)
    print(f.readlines(), f.raw.mode)
with open(path, "wb") as f:
    print(f.write(b"one\r\ntwo\rthree\n" * 3), f.tell())
for newline in (None, "", "\n", "\r", "\r\n"):
    with open(path, newline=newline) as f:
        print(repr(newline), f.readlines(), f.newlines)
with open(path, "r+b") as f:
    print(f.read(3), f.write(b"XY"), f.tell(), f.seek(0), f.read(8))
    print(f.truncate(6), f.seek(0), f.read())
with open(path, "a") as f:
    f.write("tail")
    print(f.tell())
with open(path, "wb", buffering=0) as f:
    print(f.write(b"x" * 100000))
with open(path, "rb") as f:
    print(len(f.read()), f.seek(5), len(f.read(70000)), len(f.read1(10)))
    array = bytearray(8)
    print(f.readinto(array), array)
with open(path, "w", encoding="latin-1") as f:
    f.write("é" * 10)
    try:
        f.write("\u0100")
    except UnicodeEncodeError as error:
        print(error)
with open(path, encoding="utf-8") as f:
    try:
        f.read()
    except UnicodeDecodeError as error:
        print(error)
with open(path, encoding="latin-1", errors="strict") as f:
    print(ascii(f.read(4)), f.tell())
for bad in (lambda: open("/missing/x"), lambda: open(path, "q"), lambda: open(path, "rw"),
            lambda: open(path, "rbt"), lambda: open(path, "rb", encoding="utf-8"),
            lambda: open("/tmp"), lambda: open(path, "x"), lambda: open(path, "r", 0),
            lambda: open(path).write("x"), lambda: open(path, "w").read(), lambda: f.read(),
            lambda: open(path, newline="z"), lambda: open(None), lambda: open(path, "rb").write(b"")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, str(error).replace(path, "PATH"))
f = open(path, "w")
f.write("closed by its end")
del f
print(open(path).read())
posix.unlink(path)
