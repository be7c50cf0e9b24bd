a = bytearray(b"hello")
a[0] = 72
a[1:3] = b"EYY"
print(a, len(a))
a[::2] = b"0123"[: len(a[::2])]
print(a)
a.append(33)
a.extend(b"ab")
a.extend([1, 2])
a.insert(0, 255)
a += b"zz"
a *= 2
print(a, a.pop(), a.pop(0), a.count(b"z"), a.find(b"!"))
a.remove(33)
a.reverse()
print(a)
del a[0], a[-1], a[2:5], a[::3]
print(a, a.copy() is a, a == bytes(a))
a.clear()
print(a, bool(a), bytearray(3), bytearray([65]), bytearray("é", "latin-1"), repr(bytearray(b"'\"")))
for f in (
    lambda: a.pop(),
    lambda: a.remove(5),
    lambda: a.append(256),
    lambda: a.append("x"),
    lambda: a.extend("x"),
    lambda: a.extend([300]),
    lambda: a.insert(0, -1),
    lambda: hash(a),
    lambda: a.__setitem__(0, 1),
    lambda: a.__setitem__(slice(0, 1), "x"),
    lambda: a.__setitem__(slice(0, 1), 5),
    lambda: bytearray(b"abc").__setitem__(slice(0, 3, 2), b"abc"),
    lambda: bytearray(b"abc").__setitem__(0, "a"),
    lambda: bytearray(b"ab").pop(5),
    lambda: bytearray("x"),
    lambda: bytearray(b"abc").__setitem__(9, 1),
    lambda: bytearray(b"abc").__delitem__(9),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
b = bytearray(range(10))
b[2:4] = []
b[5:5] = bytes(3)
b[8:] = bytearray(b"tail")
print(b, b[1:4], type(b[1:4]).__name__, b.upper(), type(b.upper()).__name__, b.split(b"\x00"), b.hex())
v = memoryview(b)
try:
    b.append(1)
except BufferError as e:
    print(e)
v.release()
b.append(1)
print(
    len(b),
    b.decode("latin-1")[-5:],
    b"x" + b[:1],
    b.join([b"1", b"2"])[:3],
    bytearray(b"a") < b"b",
    bytearray(b"abc") == b"abc",
    b"a" in b,
    116 in b,
)
c = bytearray()
for i in range(1000):
    c.append(i % 256)
while len(c) > 5:
    del c[:100]
    c[0:1] = b""
print(
    c,
    bytearray(b"%s-%d") % (b"x", 3),
    bytearray.fromhex("0a0b"),
    bytearray(b"a b").split(),
    list(bytearray(b"ab")),
    iter(bytearray(b"a")).__next__(),
)
