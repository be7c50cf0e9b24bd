"""Huffman, LZ77, LZW, run-length and arithmetic-free checksums; round trips over several texts."""

import heapq
from collections import Counter


class BitWriter:
    def __init__(self):
        self.out, self.acc, self.n = bytearray(), 0, 0

    def write(self, value, bits):
        self.acc = self.acc << bits | value
        self.n += bits
        while self.n >= 8:
            self.n -= 8
            self.out.append(self.acc >> self.n & 255)
        self.acc &= (1 << self.n) - 1

    def finish(self):
        if self.n:
            self.out.append(self.acc << 8 - self.n & 255)
        return bytes(self.out)


class BitReader:
    def __init__(self, data):
        self.data, self.pos = data, 0

    def bit(self):
        if self.pos >= len(self.data) * 8:
            raise EOFError("out of bits")
        b = self.data[self.pos >> 3] >> 7 - (self.pos & 7) & 1
        self.pos += 1
        return b

    def read(self, bits):
        v = 0
        for _ in range(bits):
            v = v << 1 | self.bit()
        return v


def code_lengths(counts):
    heap = [(n, i, [s]) for i, (s, n) in enumerate(sorted(counts.items()))]
    if len(heap) == 1:
        return {heap[0][2][0]: 1}
    heapq.heapify(heap)
    lengths = Counter()
    tie = len(heap)
    while len(heap) > 1:
        a, b = heapq.heappop(heap), heapq.heappop(heap)
        group = a[2] + b[2]
        lengths.update(group)
        heapq.heappush(heap, (a[0] + b[0], tie, group))
        tie += 1
    return dict(lengths)


def canonical(lengths):
    code = last = 0
    out = {}
    for n, s in sorted((n, s) for s, n in lengths.items()):
        code <<= n - last
        out[s] = (code, n)
        code += 1
        last = n
    return out


def huffman(data):
    if not data:
        return b""
    lengths = code_lengths(Counter(data))
    codes = canonical(lengths)
    w = BitWriter()
    w.write(len(data), 32)
    w.write(len(lengths) - 1, 8)
    for s, n in sorted(lengths.items()):
        w.write(s, 8)
        w.write(n, 8)
    for b in data:
        w.write(*codes[b])
    return w.finish()


def unhuffman(data):
    if not data:
        return b""
    r = BitReader(data)
    size, kinds = r.read(32), r.read(8) + 1
    codes = canonical({r.read(8): r.read(8) for _ in range(kinds)})
    table = {(n, c): s for s, (c, n) in codes.items()}
    out = bytearray()
    while len(out) < size:
        code = n = 0
        while (n, code) not in table:
            code = code << 1 | r.bit()
            n += 1
            if n > 40:
                raise ValueError("corrupt stream")
        out.append(table[n, code])
    return bytes(out)


def lz77(data, window=1024, longest=34):
    w = BitWriter()
    w.write(len(data), 32)
    seen = {}
    i = 0
    while i < len(data):
        best, where = 0, 0
        for j in reversed(seen.get(data[i : i + 3], ())[-16:]):
            if i - j > window:
                break
            k = 0
            while k < longest and i + k < len(data) and data[j + k] == data[i + k]:
                k += 1
            if k > best:
                best, where = k, i - j
        step = best if best >= 3 else 1
        if best >= 3:
            w.write(1, 1)
            w.write(where - 1, 10)
            w.write(best - 3, 5)
        else:
            w.write(0, 1)
            w.write(data[i], 8)
        for k in range(i, i + step):
            seen.setdefault(data[k : k + 3], []).append(k)
        i += step
    return w.finish()


def unlz77(data):
    r = BitReader(data)
    size = r.read(32)
    out = bytearray()
    while len(out) < size:
        if r.bit():
            back, n = r.read(10) + 1, r.read(5) + 3
            if back > len(out):
                raise ValueError("reference before the start")
            for _ in range(n):
                out.append(out[-back])
        else:
            out.append(r.read(8))
    return bytes(out)


def lzw(data):
    table = {bytes([i]): i for i in range(256)}
    w, cur, bits = BitWriter(), b"", 9
    w.write(len(data), 32)
    for b in data:
        nxt = cur + bytes([b])
        if nxt in table:
            cur = nxt
            continue
        w.write(table[cur], bits)
        if len(table) < 4096:
            table[nxt] = len(table)
            bits = max(bits, len(table).bit_length())
        cur = bytes([b])
    if cur:
        w.write(table[cur], bits)
    return w.finish()


def unlzw(data):
    r = BitReader(data)
    size = r.read(32)
    if not size:
        return b""
    table = {i: bytes([i]) for i in range(256)}
    bits = 9
    prev = table[r.read(bits)]
    out = bytearray(prev)
    while len(out) < size:
        if len(table) < 4096:
            bits = max(bits, (len(table) + 1).bit_length())
        code = r.read(bits)
        if code in table:
            entry = table[code]
        elif code == len(table):
            entry = prev + prev[:1]
        else:
            raise ValueError(f"bad code {code}")
        out += entry
        if len(table) < 4096:
            table[len(table)] = prev + entry[:1]
        prev = entry
    return bytes(out)


def rle(data):
    out, i = bytearray(), 0
    while i < len(data):
        n = 1
        while n < 255 and i + n < len(data) and data[i + n] == data[i]:
            n += 1
        out += bytes((n, data[i]))
        i += n
    return bytes(out)


def unrle(data):
    return b"".join(bytes([b]) * n for n, b in zip(data[::2], data[1::2]))


def crc32(data):
    crc = 0xFFFFFFFF
    for b in data:
        crc ^= b
        for _ in range(8):
            crc = crc >> 1 ^ (0xEDB88320 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def adler(data):
    a, b = 1, 0
    for x in data:
        a = (a + x) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def noise(n, seed=1):
    out = bytearray()
    for _ in range(n):
        seed = seed * 69069 + 1 & 0xFFFFFFFF
        out.append(seed >> 24)
    return bytes(out)


texts = {
    "empty": b"",
    "one": b"a",
    "same": b"a" * 1000,
    "abra": b"abracadabra" * 10,
    "text": ("It was the best of times, it was the worst of times, it was the age of wisdom. " * 6).encode(),
    "utf8": "żółć gęślą jaźń 漢字かな 😀".encode() * 8,
    "noise": noise(400),
    "ramp": bytes(range(256)) * 3,
    "bits": bytes(i.bit_count() for i in range(700)),
}
for name, data in texts.items():
    row = []
    for pack, unpack in ((huffman, unhuffman), (lz77, unlz77), (lzw, unlzw), (rle, unrle)):
        packed = pack(data)
        assert unpack(packed) == data, (name, pack.__name__)
        row.append(f"{pack.__name__} {len(packed):5}")
    print(f"{name:6} {len(data):5} {crc32(data):08x} {adler(data):08x}", *row)
both = huffman(lz77(texts["text"]))
print(len(both), unlz77(unhuffman(both)) == texts["text"], both[:12].hex(" "))
codes = canonical(code_lengths(Counter("abracadabra")))
print({s: f"{c:0{n}b}" for s, (c, n) in sorted(codes.items())})
total = sum(n * codes[s][1] for s, n in Counter("abracadabra").items())
print(total, sum(2.0**-n for _, n in codes.values()))
for f in (
    lambda: unhuffman(huffman(b"hello world")[:-2]),
    lambda: unlz77(bytes([0, 0, 0, 9, 0xFF, 0xFF])),
    lambda: unlzw(bytes([0, 0, 0, 9, 0x20, 0xFF, 0xFF])),
    lambda: BitReader(b"").bit(),
):
    try:
        print(f())
    except (EOFError, ValueError) as e:
        print(type(e).__name__, e)
print(f"{crc32(b'123456789'):08x}", f"{adler(b'Wikipedia'):08x}")
