# Requests no machine can satisfy raise MemoryError or OverflowError and leave the program running.
for f in (
    lambda: [0] * 2**62,
    lambda: "a" * 2**62,
    lambda: b"a" * 2**62,
    lambda: (0,) * 2**62,
    lambda: bytearray(2**62),
    lambda: bytes(2**62),
    lambda: [0] * 2**70,
    lambda: "ab" * 2**70,
    lambda: bytes(2**70),
    lambda: list(range(2**62)),
    lambda: [1, 2, 3] * (2**61),
    lambda: "x".center(2**62),
    lambda: "a".ljust(2**63),
    lambda: 1 << 2**66,
    lambda: range(2**70).__len__(),
    lambda: len(range(2**64)),
    lambda: bytearray(5).extend(bytes(1)) or 1,
    lambda: "a".zfill(2**62),
    lambda: "\t".expandtabs(2**62),
):
    try:
        print("ok", f())
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__, e)
x = [1, 2]
try:
    x *= 2**62
except MemoryError:
    print(x)
try:
    x.extend([0] * 2**61)
except MemoryError:
    print(x)
s = bytearray(b"ab")
try:
    s *= 2**62
except MemoryError:
    print(s)
print("alive", sum(range(1000)))
