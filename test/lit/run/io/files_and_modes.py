# open(): modes, buffering, openers, descriptors, FileIO; what is written when; abstract bases and their subclasses.
import io
import os
import sys
import warnings

folder = "files_and_modes.tmp"
if os.path.isdir(folder):
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    os.rmdir(folder)
os.mkdir(folder)
os.chdir(folder)


def tries(*calls, **names):
    names.update(io=io, os=os, open=open, sys=sys)
    for call in calls:
        try:
            print(call, "->", repr(eval(call, names)), end="; ")
        except Exception as e:
            print(call, type(e).__name__, e, end="; ")
    print()


for mode in ("w", "r", "a", "r+", "w+", "a+", "x", "x+", "rb", "wb", "ab", "r+b", "rb+", "w+b", "a+b", "xb", "rt", "wt", "", "b", "t", "+", "rw", "rr", "r++", "rbt", "U", "rU", "z", "w x"):
    if mode.startswith("x") and os.path.exists("f"):
        os.remove("f")
    try:
        with open("f", mode) as f:
            raw = f.buffer.raw if hasattr(f, "buffer") else f.raw
            print(mode, type(f).__name__, f.mode, raw.mode, f.readable(), f.writable(), f.seekable(), f.tell(), f.name, os.path.getsize("f"), end=" ")
            if f.writable():
                print(f.write("12" if "b" not in f.mode else b"123"), f.tell(), os.path.getsize("f"), end=" ")
            print(f.closed)
    except Exception as e:
        print(mode, type(e).__name__, e)
with open("f", "wb") as f:
    f.write(b"0123456789" * 3)
for args in (("f", "rb", 0), ("f", "rb", 1), ("f", "rb", 5), ("f", "r", 1), ("f", "r", 7), ("f", "r", 0), ("f", "r", -1), ("f", "r", -5), ("f", "r", "x"), ("f", "r", 1.5)):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            with open(*args) as f:
                print(args, f, f.read(3), getattr(f, "line_buffering", None), len(f.peek()) if hasattr(f, "peek") else len(f.buffer.peek()) if hasattr(f, "buffer") else "", [str(w.message) for w in caught])
        except Exception as e:
            print(args, type(e).__name__, e)
tries("open()", "open(None)", "open([])", "open(b'f').read(2)", "open('f', 5)", "open('f', encoding=5)", "open('f', errors=5)", "open('f', newline=5)", "open('f', newline='q')", "open('f', 'rb', newline='')", "open('f', 'rb', encoding='utf-8')", "open('f', 'rb', errors='strict')",
      "open('f', encoding='nope')", "open('f', closefd=False)", "open('f', opener=5)", "open('f', opener=lambda p, f: -1)", "open('f', opener=lambda p, f: 'x')", "open('missing')", "open('missing', 'r+')", "open('.')", "open('.', 'w')", "open('f/x')", "open('')", "open('a\\0b')", "open(-1)",
      "open(10**10)", "open(1.5)", "open(True, closefd=False).fileno()", "open('f', nothing=1)", "open('f', 'r', -1, None, None, None, True, None, 5)", "io.open_code('f').read(3)", "io.open_code(b'f')", "io.FileIO('f', 'rb+').mode", "io.FileIO('f', 'q')", "io.FileIO('f', '')", "io.FileIO('f', 'rw')", "io.FileIO('f', 5)",
      "io.FileIO()", "io.FileIO(-5)", "io.FileIO('missing')", "io.FileIO('f').read(3)", "io.FileIO('f', 'w', opener=lambda path, flags: os.open(path, flags)).write(b'0123456789' * 3)", "io.FileIO.__new__(io.FileIO).closed", "io.FileIO.__new__(io.FileIO).read()", "repr(io.FileIO.__new__(io.FileIO))")


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


tries("open(Path('f')).name", "open(Path(b'f')).name", "open(Path(5))", Path=Path)
f = io.FileIO("f", "r+")
tries("f.read(5)", "f.tell()", "f.seek(-3, 2)", "f.readall()", "f.read()", "f.seek(0)", "f.readinto(bytearray(4))", "f.write(b'XY')", "f.seek(2)", "f.read(6)", "f.truncate(10)", "f.tell()", "f.seek(0)", "f.read()", "f.seek(3)", "f.truncate()", "f.truncate('a')", "f.seek('a')", "f.seek(1.5)", "f.seek(0, 7)", "f.seek(-1)",
      "f.read('a')", "f.write('a')", "f.readinto(b'')", "f.fileno() > 2", "f.isatty()", "f.seekable()", "f.closefd", "f.name", "f.mode", "repr(f)", "f.readline()", "f.seek(0)", "list(f)", "f.writelines([b'a', b'b'])", "f.flush()", "f.closed", "f._blksize > 0", "f.__dict__", "f.detach()", "f.peek()", "f.close()", "f.close()", "repr(f)", "f.read()", "f.write(b'')",
      "f.closed", "f.fileno()", "f.isatty()", "f.seekable()", "f.readable()", "f.tell()", "f.truncate()", "f.flush()", "next(f)", "f.__enter__()", "f.name", "f.mode", "f.readinto(bytearray(1))", f=f)
tries("io.FileIO('f').write(b'')", "io.FileIO('f', 'w').read()", "io.FileIO('f', 'w').readall()", "io.FileIO('f', 'w').readinto(bytearray(1))", "open('f').write('a')", "open('f', 'w').read()", "open('f', 'w').readline()", "open('f', 'wb').read()", "open('f', 'rb').write(b'')", "next(open('f', 'w'))", "list(open('f', 'wb'))")
sys.stdout.flush()
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    open("f", "w")
    open("f", "rb")
    io.FileIO("f")
    print([(w.category.__name__, str(w.message)) for w in caught])

with open("g", "w+", encoding="utf-8") as f:
    print("first\nsecond é\nthird", file=f)
    f.seek(0)
    print(f.readline(), end="")
    at = f.tell()
    print(f.read(7), at, end=" ")
    f.seek(at)
    f.write("SECOND")
    f.seek(0)
    print(f.read().splitlines(), f.tell(), f.truncate(6), f.seek(0), f.readlines())
with open("g", "a+") as f:
    print(f.tell(), f.write("added"), f.tell(), f.seek(0), f.read(), f.tell())
with open("g", "rb+", 4) as f:
    print(f.read(2), f.write(b"__"), f.tell(), f.read(3), f.seek(-2, 1), f.write(b"!" * 9), f.flush(), f.seek(0), f.read(), f.raw)

# descriptors of others
fd = os.open("g", os.O_RDWR)
with open(fd, "r", closefd=False) as f:
    print(f.read(5), f.name == fd)
os.lseek(fd, 0, 0)
with open(fd, "rb", buffering=0) as f:
    print(f.read(4), type(f).__name__)
try:
    os.close(fd)
except OSError as e:
    print(e)
r, w = os.pipe()
with open(r, "rb") as reader, open(w, "wb") as writer:
    writer.write(b"through\nthe pipe\n")
    writer.flush()
    print(reader.readline(), reader.peek(1), reader.seekable(), writer.seekable())
    tries("reader.seek(0)", "reader.tell()", "writer.tell()", "writer.seek(0)", "writer.truncate(0)", reader=reader, writer=writer)
    writer.close()
    print(reader.read(), reader.read())
r, w = os.pipe()
os.set_blocking(r, False)
os.set_blocking(w, False)
with io.FileIO(r) as reader, io.FileIO(w, "w") as writer:
    print(reader.read(5), reader.readall(), reader.readinto(bytearray(3)), writer.write(b"abc"), reader.read(2), reader.readall())
    buffered = io.BufferedReader(reader)
    print(buffered.read(3), buffered.read1(3), buffered.peek(), buffered.read(), buffered.readline(), buffered.readinto(bytearray(2)))
    big = io.BufferedWriter(writer, 1000)
    try:
        big.write(b"x" * 200000)
    except BlockingIOError as e:
        print(e, e.errno, 60000 < e.characters_written < 200000)
    try:
        big.flush()
    except BlockingIOError as e:
        print(e, e.characters_written)
    while reader.read(65536):
        pass
    print(big.flush(), len(reader.read(65536)))


class Counting(io.RawIOBase):
    closes = 0

    def close(self):
        self.closes += 1
        print("closing", self.closed)
        super().close()


c = Counting()
tries("c.readable()", "c.writable()", "c.seekable()", "c.read()", "c.readinto(bytearray(1))", "c.write(b'')", "c.seek(0)", "c.tell()", "c.truncate()", "c.fileno()", "c.isatty()", "c.flush()", "c.closed", "c.readline()", "c.__enter__() is c", "c._checkClosed()", "c._checkReadable()", "c._checkWritable()", "c._checkSeekable()", "c.__dict__", "c.close()",
      "c.closed", "c.close()", "c.__dict__", "c.flush()", "c.isatty()", "c.readable()", "c.__enter__()", "iter(c)", "c._checkClosed()", "c.read(1)", c=c)
c = Counting()
del c
with Counting() as c:
    pass
tries("io.IOBase().read()", "io.IOBase().readline()", "io.BufferedIOBase().read()", "io.BufferedIOBase().read1(1)", "io.BufferedIOBase().write(b'')", "io.BufferedIOBase().detach()", "io.BufferedIOBase().readinto(bytearray(1))", "io.TextIOBase().read()", "io.TextIOBase().readline()", "io.TextIOBase().write('')", "io.TextIOBase().detach()",
      "io.TextIOBase().encoding", "io.TextIOBase().errors", "io.TextIOBase().newlines", "io.IOBase().writelines(['a'])", "io.IOBase().readlines()", "list(io.IOBase())")


class Lines(io.IOBase):
    def __init__(self, data):
        self.data = data

    def readable(self):
        return True

    def read(self, n=-1):
        piece, self.data = self.data[:n], self.data[n:]
        return piece


class Peeking(Lines):
    def peek(self, n):
        return self.data[:4]


for cls in (Lines, Peeking):
    x = cls(b"one\ntwo\nthree")
    print(x.readline(), x.readline(2), x.readline(-1), list(x), x.readline(), cls(b"a\nb\nc\n").readlines(3), cls(b"a\nb").readline(0))
tries("Lines('text').readline()", "Lines(b'a').readline('x')", "Lines(b'a\\nb\\n').readlines(None)", "Lines(b'a\\nb\\n').readlines('x')", Lines=Lines)


class Half(io.BufferedIOBase):
    def read(self, n=-1):
        return b"abcdef" if n > 3 else b"abc"[:n]

    read1 = read


tries("Half().readinto(b := bytearray(2)), b", "Half().readinto1(b := bytearray(3)), b", "Half().readinto(bytearray(4))", "Half().readinto('')", Half=Half)


class Failing(io.RawIOBase):
    def writable(self):
        return True

    def write(self, b):
        raise OSError(5, "write failed")

    def close(self):
        super().close()
        raise ValueError("close failed")


for wrap in (lambda: io.BufferedWriter(Failing()), lambda: io.TextIOWrapper(io.BufferedWriter(Failing()), write_through=False)):
    s = wrap()
    s.write("x" if isinstance(s, io.TextIOBase) else b"x")
    try:
        s.close()
    except Exception as e:
        print(type(e).__name__, e, "|", type(e.__context__).__name__, e.__context__, s.closed)
os.chdir("..")
for name in os.listdir(folder):
    os.remove(os.path.join(folder, name))
os.rmdir(folder)
