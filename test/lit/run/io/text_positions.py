# TextIOWrapper: tell and seek after every read, in encodings with and without state, with small chunks; newline modes.
import io

texts = ["", "plain\nlines\n", "é\nß中文\n😀x\r\ny\rz", "\r\n\r\r\n\n", "a" * 30 + "\n" + "é" * 20 + "\n"]
for encoding in ("utf-8", "latin-1", "ascii", "utf-16", "utf-16-le", "utf-32", "utf-8-sig", "cp1252"):
    for text in texts:
        try:
            data = text.encode(encoding)
        except UnicodeError:
            continue
        for newline in (None, "", "\n", "\r", "\r\n"):
            t = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, newline=newline)
            t._CHUNK_SIZE = 7
            out = []
            while True:
                at = t.tell()
                c = t.read(1)
                if not c:
                    break
                out.append((at, c))
            whole = "".join(c for _, c in out)
            for at, c in reversed(out):
                t.seek(at)
                assert t.tell() == at, (encoding, newline, at, t.tell())
                assert t.read(1) == c
            t.seek(0)
            again = t.read()
            t.seek(0)
            lines = []
            while line := t.readline():
                lines.append((line, t.tell()))
            t.seek(0)
            print(encoding, repr(newline), [at for at, _ in out][-3:], whole == again, [line for line in t] == [line for line, _ in lines], lines[-2:], t.newlines)

t = io.TextIOWrapper(io.BytesIO(b"one\ntwo\nthree\n"), encoding="utf-8")
print(t.readline(), t.tell(), next(t), end=" ")
for call in ("tell()", "seek(1, 1)", "seek(0, 1)", "seek(-1)", "seek(0, 3)", "seek(1, 2)", "seek(0, 2)", "read()", "seek(2.5)", "seek('a')", "seek(10**60)", "seek(4)", "readline()", "readline(2)", "readline(0)", "read(0)",
             "readlines()", "seek(0, 'x')", "truncate()", "seek(3)", "truncate()", "seek(0)", "read()"):
    try:
        print(call, "->", repr(eval("t." + call)), end="; ")
    except Exception as e:
        print(call, type(e).__name__, e, end="; ")
print()

for newline in (None, "", "\n", "\r", "\r\n"):
    for encoding in ("utf-8", "utf-16", "utf-8-sig"):
        b = io.BytesIO()
        w = io.TextIOWrapper(b, encoding=encoding, newline=newline)
        print(w.write("a\nb\r\nc\r"), end=" ")
        w.write("é\n")
        w.flush()
        at = w.tell()
        w.write("more\n")
        w.seek(at)
        w.write("M")
        w.seek(0)
        w.write("S")
        w.flush()
        print(newline, encoding, at, b.getvalue())

# pending text: when it reaches the buffer, and when the file
class Log(io.BytesIO):
    def write(self, b):
        print("write", type(b).__name__, len(b), end="; ")
        return super().write(b)

    def flush(self):
        print("flush", end="; ")


for kwargs in (dict(), dict(line_buffering=True), dict(write_through=True), dict(newline="\r\n", line_buffering=True)):
    w = io.TextIOWrapper(Log(), encoding="utf-8", **kwargs)
    w._CHUNK_SIZE = 10
    for piece in ("abc", "de\n", "fghijkl", "é" * 3, "x\ry", "z" * 25, "", "\n"):
        w.write(piece)
        print(repr(piece[:5]), end=" | ")
    w.close()
    print()

t = io.TextIOWrapper(io.BytesIO(b"a\xffb"), encoding="ascii", errors="replace")
print(t.errors, t.encoding, ascii(t.read()), t.line_buffering, t.write_through, t.buffer.closed)
t = io.TextIOWrapper(io.BytesIO(b"ab\xffcd"), encoding="utf-8")
try:
    t.read()
except UnicodeDecodeError as e:
    print(e, e.object)
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
t.reconfigure(encoding="latin-1", newline="\r\n", errors="replace", line_buffering=True, write_through=True)
t.write("é€\n")
print(t.buffer.getvalue(), t.encoding, t.errors, t.line_buffering, t.write_through)
t.reconfigure(errors="ignore")
t.reconfigure(newline=None, line_buffering=False)
t.write("€\n")
print(t.buffer.getvalue(), t.encoding, t.errors, t.line_buffering)
t.seek(0)
t.read(1)
for kwargs in (dict(encoding="utf-8"), dict(newline=""), dict(errors="strict"), dict(line_buffering=True), dict(encoding=5), dict(newline=5), dict(newline="z"), dict(nope=1)):
    try:
        print(t.reconfigure(**kwargs))
    except Exception as e:
        print(type(e).__name__, e)
for make in (lambda: io.TextIOWrapper(5), lambda: io.TextIOWrapper(io.BytesIO(), encoding=5), lambda: io.TextIOWrapper(io.BytesIO(), errors=5), lambda: io.TextIOWrapper(io.BytesIO(), newline=5),
             lambda: io.TextIOWrapper(io.BytesIO(), newline="x"), lambda: io.TextIOWrapper(io.BytesIO(), encoding="nope"), lambda: io.TextIOWrapper(),
             lambda: io.TextIOWrapper(io.BytesIO(), encoding="rot13"), lambda: io.TextIOWrapper.__new__(io.TextIOWrapper).read(), lambda: repr(io.TextIOWrapper.__new__(io.TextIOWrapper)),
             lambda: io.TextIOWrapper(io.BytesIO()).write(b""), lambda: io.TextIOWrapper(io.BytesIO()).write(None), lambda: setattr(io.TextIOWrapper(io.BytesIO()), "_CHUNK_SIZE", 0),
             lambda: delattr(io.TextIOWrapper(io.BytesIO()), "_CHUNK_SIZE"), lambda: io.TextIOWrapper(io.StringIO("a")).read(1), lambda: io.TextIOWrapper(io.BytesIO(b"x")).read("1")):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
t = io.TextIOWrapper(io.BytesIO(b"x"))
b = t.detach()
for call in (t.read, t.detach, lambda: t.buffer, lambda: t.closed, lambda: repr(t), t.flush, lambda: t.name):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
t = io.TextIOWrapper(b)
t.close()
for call in (t.read, t.readline, lambda: t.write("a"), t.flush, t.tell, lambda: t.seek(0), t.close, lambda: next(t), lambda: t.closed, t.readable, t.fileno, lambda: t.__enter__()):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
