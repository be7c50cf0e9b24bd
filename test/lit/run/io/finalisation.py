# Streams that nobody closes: what is flushed and closed when they die, in which order, and what happens to errors.
import gc
import io
import os
import weakref

gc.disable()  # cycles die when the program says so
path = "finalisation.tmp"


def content():
    with open(path) as f:
        return f.read()


f = open(path, "w")
f.write("dropped")
print(repr(content()))
del f
print(repr(content()))
f = open(path, "w")
f.write("cycle")
f.me = f
del f
gc.collect()
print(repr(content()))
open(path, "w").write("temporary")
print(repr(content()))


def local():
    f = open(path, "w")
    f.write("local")
    return f.fileno() > 2


print(local(), repr(content()))
f = open(path, "w")
r = weakref.ref(f, lambda r: print("weak reference called"))
f.write("weak")
b = f.buffer
del f
print(r(), b.closed, repr(content()))


class Raw(io.RawIOBase):
    def __init__(self, name):
        self.name = name

    def writable(self):
        return True

    def write(self, b):
        print(self.name, "write", bytes(b))
        return len(b)

    def close(self):
        print(self.name, "close", self.closed, getattr(self, "_finalizing", None))
        super().close()

    def __del__(self):
        print(self.name, "del")
        super().__del__()


w = io.BufferedWriter(Raw("one"))
w.write(b"data")
del w
t = io.TextIOWrapper(io.BufferedWriter(Raw("two")))
t.write("text")
t.flush()
t.write("more")
del t
t = io.TextIOWrapper(io.BufferedWriter(Raw("three")))
t.write("kept?")
raw = t.buffer.raw
buffer = t.buffer
del t
print("text is gone", buffer.closed)
del buffer, raw
t = io.TextIOWrapper(io.BufferedWriter(Raw("detached")))
t.write("flushed by detach")
b = t.detach()
del t
print("still open", b.closed)
raw = b.detach()
del b
print("raw still open", raw.closed)
del raw


class Failing(Raw):
    def write(self, b):
        raise OSError("cannot write")

    def close(self):
        super().close()
        raise ValueError("cannot close")


w = io.BufferedWriter(Failing("failing"))
w.write(b"x")
del w
w = io.BufferedWriter(Failing("failing with"))
try:
    with w:
        w.write(b"x")
        raise KeyError("inner")
except Exception as e:
    while e:
        print(type(e).__name__, e)
        e = e.__context__
del w


class Text(io.TextIOWrapper):
    def close(self):
        print("Text.close", self.closed)
        super().close()

    def flush(self):
        print("Text.flush")
        super().flush()


t = Text(io.BytesIO())
t.write("x")
del t
t = Text(io.BytesIO())
t.me = t
del t
gc.collect()


class Base(io.IOBase):
    def close(self):
        print("Base.close")
        super().close()

    def flush(self):
        print("Base.flush", self.closed)


x = Base()
del x
x = Base()
x.close()
x.close()
print(x.closed)
del x


class Broken(io.IOBase):
    @property
    def closed(self):
        raise RuntimeError("no answer")

    def close(self):
        print("not called")


Broken()


class NoInit(io.BufferedReader):
    def __init__(self):
        pass


try:
    NoInit().read()
except ValueError as e:
    print(e)
e = None
for cls in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.BufferedRWPair, io.TextIOWrapper, io.FileIO, io.StringIO, io.BytesIO):
    x = cls.__new__(cls)
    for name in ("closed", "close", "flush", "name", "readable", "detach", "__repr__", "__iter__", "tell"):
        try:
            value = getattr(x, name)
            value = value() if callable(value) else value
            print(name, "iter" if name == "__iter__" else value if "0x" not in str(value) else "", end="; ")
        except Exception as e:
            print(name, type(e).__name__, e, end="; ")
    print()
late = open(path, "w")
late.write("at the end")
os.remove(path)
