import io

s = io.StringIO("line1\nline2\r\nline3\rend")
print(
    s.readline(),
    s.tell(),
    s.read(3),
    s.readlines(),
    s.read(),
    s.seek(0),
    list(s),
    s.getvalue() == "line1\nline2\r\nline3\rend",
)
w = io.StringIO()
print(
    w.write("hello"),
    w.write(" world"),
    w.tell(),
    w.seek(0),
    w.write("J"),
    w.getvalue(),
    w.truncate(3),
    w.getvalue(),
    w.writable(),
    w.readable(),
    w.seekable(),
    w.closed,
)
w.writelines(["a", "b"])
print(w.getvalue(), w.seek(0, 2), w.write("!"), w.getvalue())
print(
    repr(io.StringIO("a\r\nb\rc", newline=None).read()),
    repr(io.StringIO("a\r\nb", newline="").readlines()),
    io.StringIO(newline="\n").write("x"),
)
b = io.BytesIO(b"abc\ndef\n")
print(
    b.read(2),
    b.readline(),
    b.readinto(buf := bytearray(2)),
    buf,
    b.read(),
    b.seek(-3, 2),
    b.read1(),
    b.getvalue(),
    b.getbuffer()[0],
    b.tell(),
)
b.seek(20)
b.write(b"far")
print(b.getvalue(), b.truncate(4), b.getvalue())
for f in (
    lambda: io.StringIO(5),
    lambda: io.StringIO().write(b"x"),
    lambda: io.BytesIO("x"),
    lambda: io.BytesIO().write("x"),
    lambda: io.StringIO().seek(-1),
    lambda: io.StringIO().seek(1, 1),
    lambda: io.BytesIO().seek(-1),
    lambda: io.StringIO().read("x"),
    lambda: io.StringIO().truncate(-1),
    lambda: io.StringIO().fileno(),
    lambda: io.BytesIO().seek(0, 9),
    lambda: io.StringIO().detach(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
c = io.StringIO("x")
with c as ctx:
    print(ctx is c)
for f in (c.read, c.getvalue, lambda: c.write("a"), lambda: c.closed, c.close, lambda: next(c)):
    try:
        print(f())
    except ValueError as e:
        print(e)
t = io.TextIOWrapper(io.BytesIO("é\nb\r\nc".encode()), encoding="utf-8")
print(t.readline(), t.read(), t.encoding, t.errors, t.newlines, t.line_buffering)
raw = io.BytesIO()
t = io.TextIOWrapper(raw, encoding="utf-8", newline="\r\n", write_through=True)
t.write("a\nb\n")
t.flush()
print(raw.getvalue(), t.detach() is raw)
t = io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8")
try:
    t.read()
except UnicodeDecodeError as e:
    print(e)
print(io.TextIOWrapper(io.BytesIO(b"\xffok"), encoding="ascii", errors="replace").read())
br = io.BufferedReader(io.BytesIO(b"0123456789"), buffer_size=4)
print(br.peek(2)[:2], br.read(3), br.read1(2), br.tell(), br.seek(8), br.read())
raw = io.BytesIO()
bw = io.BufferedWriter(raw, buffer_size=4)
print(bw.write(b"ab"), raw.getvalue(), bw.write(b"cdef"), bw.flush(), raw.getvalue())
print(
    issubclass(io.StringIO, io.TextIOBase),
    issubclass(io.BytesIO, io.BufferedIOBase),
    isinstance(io.StringIO(), io.IOBase),
    io.SEEK_SET,
    io.SEEK_END,
    io.DEFAULT_BUFFER_SIZE,
    io.open is open,
    io.UnsupportedOperation.__mro__[1:3],
)
import os, tempfile

path = os.path.join(tempfile.mkdtemp(), "f.txt")
with open(path, "w", encoding="utf-8") as f:
    print(f.write("première\nzweite\n日本\n"), f.mode, f.encoding, f.writable(), f.readable())
with open(path, encoding="utf-8") as f:
    print(f.readline(), [l.rstrip() for l in f], f.tell(), f.seek(0), f.read(4))
with open(path, "a", encoding="utf-8") as f:
    f.write("more\n")
with open(path, "rb") as f:
    data = f.read()
    print(len(data), data[:10], f.seek(-5, 2), f.read(), f.mode)
with open(path, "r+", encoding="utf-8") as f:
    f.write("P")
    f.seek(0, 2)
    print(f.tell())
with open(path, encoding="utf-8") as f:
    print(sum(1 for _ in f), f.closed)
try:
    open(path, "x")
except FileExistsError as e:
    print(type(e).__name__, e.errno)
with open(path, "wb", buffering=0) as f:
    print(type(f).__name__, f.write(b"raw"))
print(os.path.getsize(path), open(path, "rb", 0).read())
for f in (lambda: open(path).write("x"), lambda: open(path, "w").read()):
    try:
        f()
    except io.UnsupportedOperation as e:
        print(e)
os.remove(path)
os.rmdir(os.path.dirname(path))
print(os.path.exists(path))
