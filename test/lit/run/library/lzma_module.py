# Module lzma: containers, filters, presets, pieces, limits, damaged input, files.
import io
import lzma
import pickle
import shutil
import tarfile
import zipfile


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)).split(" object at")[0][:200])
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


text = b"".join(b"line %d\n" % i for i in range(20000))
packed = lzma.compress(text)
print(lzma.decompress(packed) == text, len(packed) < len(text) // 4)
for options in (
    {"format": lzma.FORMAT_ALONE},
    {"check": lzma.CHECK_SHA256, "preset": 1 | lzma.PRESET_EXTREME},
    {"check": lzma.CHECK_NONE},
    {"filters": [{"id": lzma.FILTER_DELTA, "dist": 5}, {"id": lzma.FILTER_LZMA2, "preset": 7}]},
    {"filters": [{"id": lzma.FILTER_X86}, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16, "lc": 2, "mode": lzma.MODE_FAST, "mf": lzma.MF_HC4}]},
    {"format": lzma.FORMAT_ALONE, "filters": [{"id": lzma.FILTER_LZMA1, "preset": 2}]},
):
    print(lzma.decompress(lzma.compress(text, **options)) == text)
raw = [{"id": lzma.FILTER_LZMA2, "preset": 3}]
print(lzma.decompress(lzma.compress(text, lzma.FORMAT_RAW, filters=raw), lzma.FORMAT_RAW, filters=raw) == text)

compressor = lzma.LZMACompressor()
pieces = [compressor.compress(text[i : i + 5000]) for i in range(0, len(text), 5000)] + [compressor.flush()]
print(lzma.decompress(b"".join(pieces)) == text)
show(compressor.compress, b"")
show(compressor.flush)
reader = lzma.LZMADecompressor()
print(reader.check, reader.needs_input)
print(b"".join(reader.decompress(packed[i : i + 64]) for i in range(0, len(packed), 64)) == text)
print(reader.check, reader.eof, reader.needs_input, reader.unused_data)
show(reader.decompress, b"")
reader = lzma.LZMADecompressor()
got = [reader.decompress(packed + b"tail", 777)]
while not reader.eof:
    assert len(got[-1]) <= 777
    got.append(reader.decompress(b"", 777))
print(b"".join(got) == text, reader.unused_data, len(got))
reader = lzma.LZMADecompressor()
print(reader.decompress(packed[:20], 0), reader.needs_input)
print(len(lzma.decompress(packed + packed)))

show(lzma.LZMACompressor, 99)
show(lzma.LZMACompressor, check=99)
show(lzma.LZMACompressor, preset=77)
show(lzma.LZMACompressor, lzma.FORMAT_ALONE, preset=77)
show(lzma.LZMACompressor, preset=-1)
show(lzma.LZMACompressor, preset=1 << 40)
show(lzma.LZMACompressor, preset="x")
show(lzma.LZMACompressor, filters=5)
show(lzma.LZMACompressor, filters=[])
show(lzma.LZMACompressor, filters=[5])
show(lzma.LZMACompressor, filters=[{}])
show(lzma.LZMACompressor, filters=[{"id": 5}])
show(lzma.LZMACompressor, filters=[{"id": 1234}])
show(lzma.LZMACompressor, filters=[{"id": "x"}])
show(lzma.LZMACompressor, filters=[{"id": -1}])
show(lzma.LZMACompressor, preset=1, filters=raw)
show(lzma.LZMACompressor, filters=[{"id": 0x21, "bad": 1}])
show(lzma.LZMACompressor, filters=[{"id": 0x21, "lc": "x"}])
show(lzma.LZMACompressor, filters=[{"id": 0x21, "preset": 99}])
show(lzma.LZMACompressor, filters=[{"id": 3, "bad": 1}])
show(lzma.LZMACompressor, filters=[{"id": 4, "bad": 1}])
show(lzma.LZMACompressor, lzma.FORMAT_ALONE, check=4)
show(lzma.LZMACompressor, lzma.FORMAT_ALONE, filters=raw)
show(lzma.LZMACompressor, lzma.FORMAT_RAW)
show(lzma.LZMACompressor, filters=[{"id": 3}] * 5)
show(lzma.LZMADecompressor, 99)
show(lzma.LZMADecompressor, lzma.FORMAT_RAW)
show(lzma.LZMADecompressor, lzma.FORMAT_RAW, memlimit=5)
show(lzma.LZMADecompressor, memlimit=-5)
show(lzma.LZMADecompressor, filters=raw)
show(lzma.LZMADecompressor(memlimit=10).decompress, packed)
show(lzma.LZMADecompressor().decompress, b"not compressed at all")
show(lzma.LZMADecompressor(lzma.FORMAT_XZ).decompress, lzma.compress(b"x", lzma.FORMAT_ALONE))
show(lzma.decompress, b"not compressed at all")
show(lzma.decompress, packed[:-4])
show(lzma.decompress, packed[:100] + b"\xff" * 50 + packed[150:])
show(lzma.decompress, b"")
show(pickle.dumps, compressor)
show(lzma.is_check_supported, lzma.CHECK_CRC64)
show(lzma.is_check_supported, lzma.CHECK_ID_MAX)
show(lzma._encode_filter_properties, {"id": lzma.FILTER_LZMA2, "dict_size": 1 << 20})
show(lzma._encode_filter_properties, {"id": lzma.FILTER_LZMA1, "lc": 3})
show(lzma._decode_filter_properties, lzma.FILTER_LZMA2, b"\x10")
show(lzma._decode_filter_properties, lzma.FILTER_LZMA1, b"\x5d\0\0\1\0")
show(lzma._decode_filter_properties, lzma.FILTER_DELTA, b"\x5d")
show(lzma._decode_filter_properties, lzma.FILTER_LZMA2, b"")
show(lzma._decode_filter_properties, 1234, b"")
print(lzma.LZMAError, lzma.PRESET_EXTREME, lzma.FILTER_LZMA1, lzma.CHECK_UNKNOWN, type(compressor), type(reader))

with lzma.open(io.BytesIO(packed), "rt") as file:
    print(file.readline(), sum(1 for line in file))
with lzma.LZMAFile(io.BytesIO(packed)) as file:
    file.seek(1000)
    print(file.read(20), file.tell())
buffer = io.BytesIO()
with tarfile.open(fileobj=buffer, mode="w:xz") as archive:
    info = tarfile.TarInfo("name")
    info.size = len(text)
    archive.addfile(info, io.BytesIO(text))
buffer.seek(0)
with tarfile.open(fileobj=buffer) as archive:
    print(archive.getnames(), archive.extractfile("name").read() == text)
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as archive:
    archive.writestr(zipfile.ZipInfo("a", (2001, 2, 3, 4, 5, 6)), text, zipfile.ZIP_LZMA)
    archive.writestr(zipfile.ZipInfo("b", (2001, 2, 3, 4, 5, 6)), text, zipfile.ZIP_BZIP2)
with zipfile.ZipFile(buffer) as archive:
    print(archive.read("a") == text, archive.read("b") == text, archive.testzip())
print(sorted(name for name, *rest in shutil.get_archive_formats()))
