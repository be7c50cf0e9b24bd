import io
import sys

print()
print("a", "b", sep="")
print("a", "b", sep=None, end=None)
print("x", end="")
print("y", end="\n\n")
print(1, 2.5, None, True, [1], (1,), {"a": 1}, b"b", ..., sep=" | ")
print(*range(5), sep=", ", end=";\n")
print("é", "漢字", "😀", "tab\there", "nul\0byte".replace("\0", "?"))
b = io.StringIO()
print("to", "buffer", file=b, sep="-", end="!")
print(1, 2, file=b)
print(repr(b.getvalue()))
print("to stdout", file=sys.stdout, flush=True)
print("none file", file=None)
for kw in ({"sep": 1}, {"end": 1}, {"file": 5}, {"foo": 1}, {"flush": 1, "sep": ", "}, {"sep": b""}):
    try:
        print("a", "b", **kw)
    except Exception as e:
        print(type(e).__name__, e)


class W:
    def __init__(self):
        self.calls = []

    def write(self, s):
        self.calls.append(s)

    def flush(self):
        self.calls.append("FLUSH")


w = W()
print("a", 1, file=w)
print("b", end="", file=w, flush=True)
print(file=w)
print(w.calls)


class NoWrite:
    pass


try:
    print("x", file=NoWrite())
except AttributeError as e:
    print(e)


class BadStr:
    def __str__(self):
        raise ValueError("bad str")


try:
    print("before", BadStr(), "after")
except ValueError as e:
    print("|", e)


class RetInt:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


for f in (print, repr):
    try:
        f(RetInt())
    except TypeError as e:
        print(e)
old = sys.stdout
sys.stdout = cap = io.StringIO()
print("captured")
sys.stdout = old
print(repr(cap.getvalue()))
sys.stdout = None
print("goes nowhere")
sys.stdout = old
del sys.stdout
try:
    print("x")
except RuntimeError as e:
    sys.stdout = old
    print(e)
sys.stdout = sys.__stdout__
sys.stdout.write("written directly\n")
print(sys.stdout.write("count"), end="\n")
sys.stdout.writelines(["line1\n", "line2\n"])
sys.stdout.flush()
print(sys.stdout.encoding, sys.stdout.writable(), sys.stdout.readable(), sys.stdout.name, sys.stdout.errors)
sys.stdout.buffer.write(b"raw bytes\n")
sys.stdout.buffer.flush()
import contextlib

with contextlib.redirect_stdout(io.StringIO()) as r:
    print("redirected")
print(r.getvalue(), end="")
try:
    print("\ud800")
except UnicodeEncodeError as e:
    print(type(e).__name__, e)
print("lone", ascii("\ud800"), "last")
