# gzip and zipfile over zlib: whole files, pieces, members, damaged input.
import gzip
import io
import os
import tempfile
import zipfile
import zlib


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


text = b"".join(b"line %d of the text\n" % i for i in range(2000))
packed = gzip.compress(text, mtime=0)
print(gzip.decompress(packed) == text, len(packed) < len(text) // 4, packed[:10])
show(gzip.decompress, packed[:-5])
show(gzip.decompress, b"not gzip at all")
show(gzip.decompress, packed[:-8] + b"\0" * 8)
show(gzip.decompress, packed + packed[:0] + b"\0\0")

folder = tempfile.mkdtemp()
path = os.path.join(folder, "text.gz")
with gzip.open(path, "wt", encoding="utf-8") as out:
    for i in range(500):
        print("größe", i, file=out)
with gzip.open(path, "rt", encoding="utf-8") as text_file:
    lines = text_file.readlines()
print(len(lines), lines[0], lines[-1])
with gzip.open(path) as raw:
    raw.seek(100)
    print(raw.read(20), raw.tell())
    raw.seek(-5, 1)
    print(raw.tell(), raw.readline())
with gzip.open(path, "ab") as more:
    more.write(b"appended")
with gzip.open(path) as raw:
    print(raw.read()[-20:])
os.unlink(path)

path = os.path.join(folder, "files.zip")
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr(zipfile.ZipInfo("a.txt", (2001, 2, 3, 4, 5, 6)), text, zipfile.ZIP_DEFLATED)
    archive.writestr(zipfile.ZipInfo("folder/b.txt", (2001, 2, 3, 4, 5, 6)), "stored", zipfile.ZIP_STORED)
    show(archive.writestr, "c", b"", 99)
with zipfile.ZipFile(path) as archive:
    print(archive.namelist(), archive.testzip())
    for info in archive.infolist():
        print(info.filename, info.file_size, info.compress_type, info.date_time, hex(info.CRC))
    print(archive.read("folder/b.txt"))
    with archive.open("a.txt") as member:
        print(member.readline(), member.read(10), len(member.read()))
    print([str(entry)[len(path):] for entry in zipfile.Path(path).iterdir()])
    show(archive.read, "missing")
    archive.extractall(folder)
with open(os.path.join(folder, "a.txt"), "rb") as extracted:
    print(extracted.read() == text)
show(zipfile.ZipFile, io.BytesIO(b"nothing"))
print(zipfile.is_zipfile(path))

streamed = zlib.compressobj(9, wbits=31)
pieces = [streamed.compress(text[i : i + 1000]) for i in range(0, len(text), 1000)]
pieces.append(streamed.flush())
reader = zlib.decompressobj(wbits=47)
print(b"".join(reader.decompress(piece) for piece in pieces) == text, reader.eof, reader.unused_data)
reader = zlib.decompressobj(wbits=31)
data, total = b"".join(pieces), 0
while not reader.eof:
    total += len(reader.decompress(data, 777))
    data = reader.unconsumed_tail
print(total == len(text))
for root, folders, files in os.walk(folder, topdown=False):
    for name in files:
        os.unlink(os.path.join(root, name))
    os.rmdir(root)
