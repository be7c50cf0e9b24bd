# Modules bz2 and _queue: pieces, limits, damaged input, files; a queue between threads.
import _queue
import bz2
import io
import pickle
import queue
import tarfile
import threading


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords))[:200])
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


text = b"".join(b"line %d\n" % i for i in range(30000))
packed = bz2.compress(text)
print(bz2.decompress(packed) == text, len(packed) < len(text) // 4, bz2.compress(b"x", 1) == bz2.compress(b"x", 9))
compressor = bz2.BZ2Compressor(5)
pieces = [compressor.compress(text[i : i + 7000]) for i in range(0, len(text), 7000)] + [compressor.flush()]
print(bz2.decompress(b"".join(pieces)) == text)
show(compressor.compress, b"more")
show(compressor.flush)
show(bz2.BZ2Compressor, 10)
show(bz2.BZ2Compressor, "x")
show(compressor.compress, "text")
reader = bz2.BZ2Decompressor()
print(b"".join(reader.decompress(packed[i : i + 100]) for i in range(0, len(packed), 100)) == text)
print(reader.eof, reader.unused_data, reader.needs_input)
show(reader.decompress, b"")
reader = bz2.BZ2Decompressor()
got = [reader.decompress(packed + b"tail", 1000)]
while not reader.eof:
    assert len(got[-1]) <= 1000 and not reader.needs_input
    got.append(reader.decompress(b"", max_length=1000))
print(b"".join(got) == text, reader.unused_data, len(got))
reader = bz2.BZ2Decompressor()
print(reader.decompress(packed[:10], 0), reader.needs_input, reader.eof)
show(bz2.BZ2Decompressor().decompress, b"not compressed")
show(bz2.BZ2Decompressor().decompress, 5)
show(bz2.BZ2Decompressor, 1)
show(bz2.BZ2Decompressor, x=1)
show(bz2.decompress, packed[:-5])
show(bz2.decompress, packed[:50] + b"\xff" * 20 + packed[70:])
show(bz2.decompress, b"")
print(len(bz2.decompress(packed + packed)))
show(pickle.dumps, compressor)
show(pickle.dumps, reader)
print(type(compressor), type(reader))
with bz2.open(io.BytesIO(packed), "rt") as file:
    print(file.readline(), sum(1 for line in file))
with bz2.BZ2File(io.BytesIO(packed)) as file:
    file.seek(1000)
    print(file.read(20), file.tell(), file.peek(4)[:4])
    file.seek(0)
    print(file.readline())
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w:bz2") as archive:
    info = tarfile.TarInfo("name")
    info.size = len(text)
    archive.addfile(info, io.BytesIO(text))
buffer.seek(0)
with tarfile.open(fileobj=buffer) as archive:
    print(archive.getnames(), archive.extractfile("name").read() == text)

simple = queue.SimpleQueue()
print(queue.SimpleQueue is _queue.SimpleQueue, queue.Empty is _queue.Empty, _queue.Empty, queue.SimpleQueue[int])
show(simple.get, False)
show(simple.get_nowait)
show(simple.get, True, -1)
show(simple.get, True, 0.001)
show(simple.get, True, "x")
show(simple.get, timeout=None, block=0)
show(queue.SimpleQueue, 1)
for i in range(20):
    simple.put(i)
    if i % 3 == 0:
        print(simple.get(), end=" ")
print(simple.qsize(), simple.empty(), [simple.get() for _ in range(simple.qsize())], simple.empty())
results = []


def consumer():
    while (item := simple.get(timeout=60)) is not None:
        results.append(item)


threads = [threading.Thread(target=consumer) for _ in range(4)]
for thread in threads:
    thread.start()
for i in range(400):
    simple.put(i)
for _ in threads:
    simple.put_nowait(None)
for thread in threads:
    thread.join()
print(sorted(results) == list(range(400)), simple.empty())
