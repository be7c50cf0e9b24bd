b = bytearray(b"abcdefgh")
m = memoryview(b)
print(
    len(m),
    m[0],
    m[-1],
    m[2:4].tobytes(),
    m[::2].tolist(),
    m.format,
    m.itemsize,
    m.nbytes,
    m.ndim,
    m.shape,
    m.strides,
    m.readonly,
    m.contiguous,
    m.c_contiguous,
    m.suboffsets,
)
m[0] = 65
m[1:3] = b"ZZ"
m[4:6] = m[6:8]
print(
    b,
    bytes(m),
    m.tobytes(),
    m.tolist(),
    m == b,
    m[:2] == b"AZ",
    m[::-1].tobytes(),
    m.hex(),
    m[1:].obj is b,
    list(m)[:2],
    65 in m,
)
r = memoryview(b"ro")
print(r.readonly, hash(r) == hash(b"ro"), r == b"ro", r != b"rx", bytes(r[::-1]))
for f in (
    lambda: m.__setitem__(0, 256),
    lambda: m.__setitem__(0, b"a"),
    lambda: m.__setitem__(slice(0, 2), b"abc"),
    lambda: r.__setitem__(0, 1),
    lambda: m[100],
    lambda: m["a"],
    lambda: memoryview("x"),
    lambda: memoryview(5),
    lambda: m.__delitem__(0),
    lambda: hash(m),
    lambda: m.cast("i").tolist() and m.cast("zz"),
    lambda: m[0:3].cast("i"),
    lambda: m[::2].cast("B"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
w = m.cast("H")
print(w.format, len(w), w.itemsize, w.shape, w.tolist() == [m[i] | m[i + 1] << 8 for i in range(0, 8, 2)])
w[0] = 0x4142
print(
    bytes(m[:2]),
    m.cast("b").tolist()[:2],
    m.cast("c")[0],
    m.cast("B", (2, 4)).tolist(),
    m.cast("B", [2, 4]).shape,
)
with memoryview(b) as mm:
    print(mm[0])
try:
    mm[0]
except ValueError as e:
    print(e)
m2 = m[2:]
m.release()
print(m2[0])
try:
    m.tolist()
except ValueError as e:
    print(e)
w.release()
m2.release()
import array

a = array.array("d", [1.5, -2.25])
v = memoryview(a)
print(v.format, v.itemsize, v.tolist(), v[1], len(v), v.nbytes)
v[0] = 9
print(a, v.cast("B")[7], memoryview(array.array("i", [1, -2])).tolist(), v.toreadonly().readonly)
try:
    a.append(1)
except BufferError as e:
    print(e)
