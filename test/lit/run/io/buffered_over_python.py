# Buffered streams over raw streams in Python: which raw calls are made, partial reads and writes, seeks within the buffer.
import io


class Raw(io.RawIOBase):
    def __init__(self, data=b"", chunk=100, seekable=True):
        self.data, self.at, self.chunk, self.can, self.log = bytearray(data), 0, chunk, seekable, []

    def note(self, *what):
        self.log.append(what)

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return self.can

    def readinto(self, b):
        piece = self.data[self.at:self.at + min(len(b), self.chunk)]
        self.note("readinto", type(b).__name__, len(b), len(piece))
        b[:len(piece)] = piece
        self.at += len(piece)
        return len(piece)

    def write(self, b):
        n = min(len(b), self.chunk)
        self.note("write", type(b).__name__, len(b), n)
        self.data[self.at:self.at + n] = b[:n]
        self.at += n
        return n

    def seek(self, pos, whence=0):
        self.note("seek", pos, whence)
        self.at = pos if whence == 0 else self.at + pos if whence == 1 else len(self.data) + pos
        return self.at

    def tell(self):
        self.note("tell")
        return self.at

    def truncate(self, size=None):
        self.note("truncate", size)
        del self.data[self.at if size is None else size:]
        return len(self.data)


def show(raw, *what):
    print(*what, raw.log)
    raw.log.clear()


text = b"".join(b"line %d\n" % i for i in range(40))
raw = Raw(text, 50)
r = io.BufferedReader(raw, 64)
show(raw, "made", r.raw is raw)
for call in ("peek()", "peek(3)", "read(5)", "read(70)", "read1(10)", "read1()", "read1(0)", "readline()", "readline(3)", "tell()", "seek(0)", "read(20)",
             "seek(10)", "read(3)", "seek(2, 1)", "tell()", "seek(-5, 1)", "read(4)", "seek(-10, 2)", "read()", "read()", "read(1)", "peek()", "tell()", "seek(3)",
             "readlines(30)", "readinto(bytearray(5))", "readinto(bytearray(200))", "readinto1(bytearray(10))", "readinto1(bytearray(200))", "seekable()",
             "readable()", "writable()", "isatty()", "flush()", "truncate()", "fileno()", "read(-2)", "seek(0, 9)", "seek(-1)", "name", "mode", "closed"):
    try:
        print(call, "->", eval("r." + call), end=" ")
    except Exception as e:
        print(call, type(e).__name__, e, end=" ")
    show(raw)
r.seek(0)
print(list(r)[:2], next(r, "end"))
show(raw)
print(r.detach() is raw)
for call in (r.read, lambda: r.raw, r.detach, lambda: r.closed, lambda: repr(r), r.close):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)

raw = Raw(b"", 30)
w = io.BufferedWriter(raw, 64)
for call in ("write(b'a' * 10)", "write(bytearray(60))", "tell()", "write(memoryview(b'b' * 200))", "flush()", "seek(5)", "write(b'X')", "truncate()", "truncate(100)",
             "read()", "readable()", "write('text')", "write(5)", "tell()", "writelines([b'1', b'2'])", "close()", "write(b'')", "flush()", "closed"):
    try:
        print(call, "->", eval("w." + call), end=" ")
    except Exception as e:
        print(call, type(e).__name__, e, end=" ")
    show(raw)
print(len(raw.data))

raw = Raw(bytes(range(65, 91)) * 4, 1000)
x = io.BufferedRandom(raw, 16)
for call in ("read(3)", "write(b'..')", "read(3)", "tell()", "seek(1)", "write(b'--')", "seek(0)", "read(8)", "write(b'*' * 20)", "read(2)", "peek()", "readline()", "seek(0)",
             "write(b'#')", "readinto(bytearray(4))", "seek(0, 2)", "write(b'end')", "flush()", "seek(-3, 2)", "read()", "truncate(5)", "seek(0)", "read()", "seek(0)", "write(b'1')", "read1(2)"):
    try:
        print(call, "->", eval("x." + call), end=" ")
    except Exception as e:
        print(call, type(e).__name__, e, end=" ")
    show(raw)
print(bytes(raw.data))

pair = io.BufferedRWPair(Raw(b"to read\nmore"), Raw())
print(pair.readline(), pair.write(b"written"), pair.flush(), pair.peek()[:2], pair.read1(2), pair.readable(), pair.writable(), pair.isatty(), pair.closed)
pair.close()
print(pair.closed)


class Odd(io.RawIOBase):
    def __init__(self, answer):
        self.answer = answer

    def readable(self):
        return True

    def writable(self):
        return True

    def readinto(self, b):
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def write(self, b):
        return self.readinto(b)


for answer in (None, -1, 10**6, "x", 1.5, OSError(5, "bad"), 10**30):
    for call in (lambda s: io.BufferedReader(s, 8).read(3), lambda s: io.BufferedReader(s, 8).read1(3), lambda s: io.BufferedReader(s, 8).peek(), lambda s: io.BufferedReader(s, 8).readline(),
                 lambda s: io.BufferedReader(s, 8).readinto(bytearray(3)), lambda s: s.answer == 10**6 or s.read(4), lambda s: io.BufferedWriter(s, 4).write(b"longer")):
        try:
            print(repr(call(Odd(answer))), end=" ")
        except Exception as e:
            print(type(e).__name__, e, getattr(e, "characters_written", ""), type(e.__cause__).__name__, end=" ")
            e.__traceback__ = None
    print()
for make in (lambda: io.BufferedReader(Raw(), 0), lambda: io.BufferedReader(Raw(), -1), lambda: io.BufferedReader(5), lambda: io.BufferedReader(), lambda: io.BufferedWriter(io.RawIOBase()),
             lambda: io.BufferedRandom(Raw(seekable=False)), lambda: io.BufferedRWPair(Raw()), lambda: io.BufferedReader(Raw(), "x"), lambda: io.BufferedReader.__new__(io.BufferedReader).read(),
             lambda: io.BufferedReader.__new__(io.BufferedReader).closed, lambda: io.BufferedRWPair.__new__(io.BufferedRWPair).read()):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)


class Back(Raw):
    def readinto(self, b):
        return len(self.buffered.read(2))


b = Back(b"abc")
b.buffered = io.BufferedReader(b)
try:
    b.buffered.read(3)
except RuntimeError as e:
    print(str(e).startswith("reentrant call inside <_io.BufferedReader"))
