# sys.stdin, sys.stdout, sys.stderr: attributes, replacing, reconfiguring, the layers below.
# stdin: first line\nzweite\x80\nlast
import contextlib
import io
import os
import sys

for s in (sys.stdin, sys.stdout, sys.stderr):
    print(s, s.buffer, s.buffer.raw, s.encoding, s.errors, s.mode, s.name, s.newlines, s.line_buffering, s.write_through, s.closed, s.isatty(), s.fileno(), s.readable(), s.writable(), s.buffer.name, s.buffer.mode,
          s.buffer.raw.mode, s.buffer.raw.closefd, s.buffer.raw.closed, s.__dict__, s.buffer.raw.__dict__, s._CHUNK_SIZE, isinstance(s, io.TextIOBase), type(s.buffer).__name__)
print(sys.__stdout__ is sys.stdout, sys.__stdin__ is sys.stdin, sys.__stderr__ is sys.stderr)
print(repr(sys.stdin.readline()), ascii(sys.stdin.readline()), sys.stdin.buffer.read(2), repr(sys.stdin.read()), repr(sys.stdin.read()))
sys.stdout.write("text\n")
sys.stdout.flush()
sys.stdout.buffer.write(b"bytes\n")
sys.stdout.buffer.flush()
os.write(1, b"descriptor\n")
print(sys.stdout.buffer.raw.write(b"raw\n"))
for call in (lambda: sys.stdout.read(), lambda: sys.stdin.write("a"), lambda: sys.stdout.write(b"a"), lambda: sys.stdout.write(5), lambda: print("a", file=5), lambda: print("a", sep=5), lambda: print("a", end=5), lambda: sys.stdout.readline(),
             lambda: sys.stdout.nothing, lambda: setattr(sys.stdout, "encoding", "x"), lambda: setattr(sys.stdout, "own", 5), lambda: sys.stdout.own):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
sys.stdout.reconfigure(errors="backslashreplace")
print("\ud800 \udc80", sys.stdout.errors)
sys.stdout.reconfigure(encoding="latin-1", errors="replace")
print("é€")
sys.stdout.reconfigure(encoding="utf-8", errors="strict", line_buffering=True)
print(sys.stdout, sys.stdout.line_buffering)
try:
    print("\ud800")
except UnicodeEncodeError as e:
    print(e)
sys.stdout.reconfigure(errors="surrogateescape")
print("\udcc3\udca9")
print("to stderr é \ud800", file=sys.stderr)
sys.stderr.reconfigure(errors="strict")
with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
    print("captured", 1, end="!")
    sys.stdout.write("x")
    sys.stderr.write("e")
print(repr(out.getvalue()), repr(err.getvalue()))


class Writer:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)

    def flush(self):
        self.parts.append("flushed")


w = Writer()
print("a", "b", sep="-", file=w, flush=True)
print(file=w)
saved, sys.stdout = sys.stdout, w
print("to w")
sys.stdout = saved
print(w.parts)


class Upper(io.TextIOWrapper):
    def write(self, text):
        return super().write(text.upper())


u = Upper(io.BytesIO(), encoding="utf-8", write_through=True)
print("shout", file=u)
print(u.buffer.getvalue(), u, Upper.__mro__[1].__name__)
sys.stdout = None
print("nowhere")
del sys.stdout
try:
    print("lost")
except RuntimeError as e:
    error = e
sys.stdout = saved
print(error)
with open(1, "w", closefd=False) as again:
    sys.stdout.flush()
    again.write("again\n")
copy = os.dup(1)
with os.fdopen(copy, "wb", 0) as raw:
    print(type(raw).__name__, flush=True)
    raw.write(b"unbuffered\n")
sys.stdin.close()
try:
    sys.stdin.read()
except ValueError as e:
    print(e)
sys.stdout.write("no newline at the end")
