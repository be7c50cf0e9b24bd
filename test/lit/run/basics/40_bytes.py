b = b"hello"
print(b, len(b), b[0], b[1:3], b + b"!", b * 2, list(b))
print(b"\x00\xff\n'", b'"', bytes(3), bytes([65, 66]), bytes("é", "utf-8"))
print(b.upper(), b.find(b"l"), b.replace(b"l", b"L"), b.split(b"e"), b"-".join([b"a", b"b"]))
print(104 in b, b"ell" in b, b == b"hello", b < b"help", b.hex(), bytes.fromhex("00ff 10"))
print(b.decode(), "ü".encode("latin-1"), "ü".encode("utf-8"))
a = bytearray(b"abc")
a.append(100)
a[0] = 65
a += b"xyz"
print(a, len(a), a[-1], bytes(a), a.pop(), a)
del a[1:3]
a.extend([1, 2])
print(a)
print("%d %s" % (1, b), b"%d-%s" % (5, b"x"))
for x in b"ab":
    print(x)
