# Random operations on BufferedRandom over a raw stream that does a few bytes at a time.
import io
import random
rnd = random.Random(5)
class Raw(io.RawIOBase):
    def __init__(self, data): self.b = io.BytesIO(data)
    def readable(self): return True
    def writable(self): return True
    def seekable(self): return True
    def readinto(self, b):
        d = self.b.read(min(len(b), rnd2.randrange(1, 9))); b[:len(d)] = d; return len(d)
    def write(self, b): return self.b.write(bytes(b)[:rnd2.randrange(1, 9)])
    def seek(self, p, w=0): return self.b.seek(p, w)
    def tell(self): return self.b.tell()
    def truncate(self, s=None): return self.b.truncate(s)
for seed in range(60):
    rnd2 = random.Random(seed)
    raw = Raw(bytes(rnd.randrange(65, 91) if rnd.random() > .1 else 10 for _ in range(rnd.randrange(100))))
    f = io.BufferedRandom(raw, rnd.randrange(1, 20))
    log = []
    for step in range(60):
        op = rnd.randrange(11)
        n = rnd.randrange(0, 25)
        try:
            if op == 0: r = f.read(n)
            elif op == 1: r = f.write(b"abcdefghijklmnopqrstuvwxyz"[:n])
            elif op == 2: r = f.seek(n)
            elif op == 3: r = f.seek(rnd.randrange(-5, 6), 1)
            elif op == 4: r = f.readline(n if n % 2 else -1)
            elif op == 5: r = f.peek()
            elif op == 6: r = f.tell()
            elif op == 7: r = f.flush()
            elif op == 8: b = bytearray(n); r = f.readinto(b), bytes(b)
            elif op == 9: r = f.read1(n)
            elif op == 10: r = f.truncate(n + 20) if n < 3 else f.read()
        except Exception as e:
            r = type(e).__name__ + str(e)
        log.append((op, r))
    f.flush()
    print(seed, log[-8:], raw.b.getvalue())
