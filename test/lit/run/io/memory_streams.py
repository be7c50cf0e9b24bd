# StringIO and BytesIO: positions, overwriting, gaps, newlines, growth, views, pickling, errors.
import copy
import io
import pickle


def tries(name, target, calls):
    for call in calls:
        try:
            print(f"{name} {call} -> {eval(call, {'s': target, 'io': io})!r}", end="; ")
        except Exception as e:
            print(f"{name} {call} {type(e).__name__} {e}", end="; ")
    print()


s = io.StringIO("first\nsecond\nthird")
tries("str", s, ["s.read(3)", "s.tell()", "s.readline()", "s.readline(2)", "s.readline(-1)", "s.read()", "s.read()", "s.readline()", "s.seek(2)", "s.write('XY')", "s.getvalue()", "s.seek(30)", "s.read()", "s.readline()", "s.tell()", "s.write('é')", "s.getvalue()",
                 "s.seek(0)", "s.write('日本')", "s.getvalue()", "s.truncate(4)", "s.getvalue()", "s.tell()", "s.seek(0, 2)", "s.write('\\ntail\\n')", "s.seek(0)", "s.readlines()", "list(s)", "s.seek(1, 1)", "s.seek(0, 1)", "s.seek(1, 2)",
                 "s.seek(-1)", "s.seek(0, 5)", "s.seek('a')", "s.seek(1.5)", "s.read('a')", "s.read(1.5)", "s.readline('x')", "s.write(b'b')", "s.write(None)", "s.truncate(-1)", "s.truncate('a')", "s.truncate(1000)", "s.truncate()", "s.fileno()", "s.detach()", "s.isatty()",
                 "s.readable()", "s.writable()", "s.seekable()", "s.encoding", "s.errors", "s.newlines", "s.line_buffering", "s.closed", "s.name", "s.flush()", "s.writelines(['a', 'b'])", "s.writelines(['a', 1])", "s.writelines(5)", "s.__enter__() is s",
                 "s.close()", "s.closed", "s.read()", "s.write('a')", "s.tell()", "s.getvalue()", "s.close()", "next(s)", "iter(s)", "s.seekable()", "s.newlines", "s.__enter__()", "s.__getstate__()", "s.flush()", "s.readlines()"])
for newline in (None, "", "\n", "\r", "\r\n"):
    s = io.StringIO("a\nb\r\nc\rd\r\r\n", newline=newline)
    print(repr(newline), repr(s.getvalue()), list(s), s.newlines, s.write("x\ny\r\n"), repr(s.getvalue()), s.tell(), s.newlines)
    s = io.StringIO(newline=newline)
    s.write("1\r")
    s.write("\n2\né")
    s.seek(0)
    print(repr(s.getvalue()), [s.readline(), s.readline(1), s.readline()], s.newlines, s.read())
for args in ((5,), ("", 5), ("", "x"), (b"",), (None,), ("a", None), ("a", "\n", 1), ()):
    try:
        print(args, repr(io.StringIO(*args).getvalue()))
    except Exception as e:
        print(args, type(e).__name__, e)
s = io.StringIO()
for i in range(2000):
    s.write(chr(i % 500 + 32))
value = s.getvalue()
print(len(value), hash(value) == hash("".join(chr(i % 500 + 32) for i in range(2000))))
s.seek(1990)
print(ascii(s.read()), s.seek(100), ascii(s.read(5)), s.tell())
s = io.StringIO("é\nb", newline="")
s.extra = [1]
s.seek(1)
for t in (copy.copy(s), pickle.loads(pickle.dumps(s))):
    print(type(t), t.extra, t.tell(), repr(t.getvalue()), repr(t.read()))
print(io.StringIO("x").__getstate__())
tries("state", io.StringIO(), ["s.__setstate__(('a', None, 1, {'k': 2}))", "s.k, s.tell(), s.getvalue()", "s.__setstate__(5)", "s.__setstate__(('a', '\\n', -1, None))", "s.__setstate__(('a', '\\n', 'x', None))", "s.__setstate__(('a', '\\n', 0, 5))", "s.__setstate__((5, '\\n', 0, None))"])

b = io.BytesIO(b"one\ntwo\nthree")
tries("bytes", b, ["s.read(2)", "s.read1(3)", "s.readline()", "s.tell()", "s.readinto(bytearray(3))", "s.readinto1(bytearray(3))", "s.seek(-2, 2)", "s.read()", "s.read(5)", "s.seek(1, 1)", "s.seek(-100, 1)", "s.seek(20)", "s.read()", "s.write(b'gap')", "s.getvalue()", "s.seek(0)",
                   "s.write(bytearray(b'ONE'))", "s.write(memoryview(b'!'))", "s.getvalue()", "s.truncate(5)", "s.getvalue()", "s.tell()", "s.seek(0)", "list(s)", "s.seek(0)", "s.readlines()", "s.seek(0)", "s.readlines(1)", "s.writelines([b'a', bytearray(b'b')])", "s.write('text')",
                   "s.write(5)", "s.writelines([5])", "s.seek(-1)", "s.seek(0, 4)", "s.seek('a')", "s.read('a')", "s.truncate(-1)", "s.readinto(b'')", "s.readinto('')", "s.fileno()", "s.detach()", "s.isatty()", "s.readable()", "s.name", "s.closed", "s.flush()", "s.readline(2.5)",
                   "s.getbuffer().tobytes()", "s.seek(2**62)", "s.tell()", "s.write(b'')", "s.close()", "s.closed", "s.read()", "s.write(b'')", "s.getvalue()", "s.getbuffer()", "s.tell()", "s.close()", "next(s)", "s.seekable()", "s.readinto(bytearray())"])
b = io.BytesIO(b"abcdef")
view = b.getbuffer()
view[1] = 90
print(b.getvalue(), view.readonly, len(view), view[1:3].tobytes())
tries("exported", b, ["s.write(b'1')", "s.write(b'1' * 100)", "s.truncate(0)", "s.close()", "s.read()", "s.getvalue()"])
view.release()
print(b.write(b"more"), b.getvalue())
b.extra = 1
for t in (copy.copy(b), pickle.loads(pickle.dumps(b))):
    print(type(t), t.extra, t.tell(), t.getvalue())
print(io.BytesIO(b"x").__getstate__(), io.BytesIO(memoryview(b"view")).read(), io.BytesIO(initial_bytes=None).read())
tries("state", io.BytesIO(), ["s.__setstate__((b'abc', 1, {'k': 2}))", "s.k, s.tell(), s.getvalue()", "s.__setstate__(5)", "s.__setstate__((b'a', -1, None))", "s.__setstate__((b'a', 'x', None))", "s.__setstate__((b'a', 0, 5))", "s.__setstate__((5, 0, None))"])
for args in ((5,), ("a",), (b"a", 1), ([1],)):
    try:
        print(io.BytesIO(*args).getvalue())
    except Exception as e:
        print(type(e).__name__, e)


class Sub(io.StringIO):
    def write(self, text):
        return super().write(text.upper())

    def readline(self, size=-1):
        return "<" + super().readline() if self.tell() < 4 else ""


s = Sub("kept\n")
print("printed", 1, file=s)
s.seek(0)
print(repr(s.getvalue()), list(s), isinstance(s, io.TextIOBase), Sub.__mro__[1:4])
d = io.IncrementalNewlineDecoder(None, translate=True)
print([d.decode(x) for x in ("a\r", "\nb\r", "c", "\r")], d.newlines, d.getstate(), d.decode("", final=True), d.reset(), d.newlines, d.setstate((b"", 1)), d.decode("\n"))
import codecs
d = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8")(), translate=False)
print([d.decode(x) for x in (b"a\xc3", b"\xa9\r", b"\n")], d.newlines, d.getstate())
for call in (lambda: d.decode("x"), lambda: d.setstate(5), lambda: d.setstate((1, 2, 3)), lambda: io.IncrementalNewlineDecoder(None, True).decode(b""), lambda: io.IncrementalNewlineDecoder(), lambda: io.IncrementalNewlineDecoder.__new__(io.IncrementalNewlineDecoder).decode("a")):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
