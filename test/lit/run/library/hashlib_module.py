# Digests of all algorithms over lengths around the block borders, parameters and errors.
import hashlib
import hmac
import random

names = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256", "sha3_384", "sha3_512", "blake2b", "blake2s"]
data = bytes((i * 7 + (i >> 3)) & 255 for i in range(1000))
for name in names:
    h = getattr(hashlib, name)()
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest())
    total = hashlib.new(name)
    for n in [0, 1, 3, 54, 55, 56, 57, 63, 64, 65, 71, 72, 73, 103, 104, 105, 111, 112, 113, 119, 120, 127, 128, 129, 135, 136, 137, 143, 144, 145, 255, 256, 257, 999]:
        one = hashlib.new(name, data[:n]).digest()
        total.update(one)
        pieces = getattr(hashlib, name)(usedforsecurity=False)
        for i in range(0, n, 17):
            pieces.update(memoryview(data)[i:min(i + 17, n)])
        assert pieces.digest() == one, (name, n)
    c = total.copy()
    total.update(b"more")
    print(c.hexdigest(), total.hexdigest() != c.hexdigest(), len(total.digest()))
for name in ["shake_128", "shake_256"]:
    h = hashlib.new(name, data[:300])
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(10), h.digest(3), len(h.hexdigest(500)), h.hexdigest(500)[-20:])
for kwargs in [dict(digest_size=1), dict(digest_size=20, key=b"key"), dict(salt=b"salt", person=b"person"), dict(fanout=2, depth=3, leaf_size=5, node_offset=6, node_depth=1, inner_size=32), dict(last_node=True), dict(key=b"k" * 32)]:
    print(hashlib.blake2b(b"abc", **kwargs).hexdigest())
    print(hashlib.blake2s(b"abc", **{k: v for k, v in kwargs.items()}).hexdigest())
print(hashlib.blake2b.SALT_SIZE, hashlib.blake2b.PERSON_SIZE, hashlib.blake2b.MAX_KEY_SIZE, hashlib.blake2b.MAX_DIGEST_SIZE, hashlib.blake2s.MAX_DIGEST_SIZE)
for call in [
    lambda: hashlib.md5("text"),
    lambda: hashlib.sha256(3),
    lambda: hashlib.blake2b(b"", digest_size=65),
    lambda: hashlib.blake2b(b"", digest_size=0),
    lambda: hashlib.blake2s(b"", key=b"k" * 33),
    lambda: hashlib.blake2b(b"", salt=b"k" * 17),
    lambda: hashlib.blake2b(b"", person=b"k" * 17),
    lambda: hashlib.blake2b(b"", fanout=256),
    lambda: hashlib.blake2b(b"", depth=0),
    lambda: hashlib.blake2b(b"", inner_size=65),
    lambda: hashlib.blake2s(b"", node_depth=300),
    lambda: hashlib.new("nothing"),
]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
for digest in ["md5", "sha1", "sha256", "sha512"]:
    print(hmac.new(b"key", b"message", digest).hexdigest(), hmac.new(b"k" * 200, b"message", digest).hexdigest())
print(hmac.compare_digest("a", "a"), hmac.compare_digest(b"a", b"b"))
print(sorted(hashlib.algorithms_guaranteed))
random.seed("text")
print(random.random(), random.randrange(10**20), random.getrandbits(70))
random.seed(b"bytes", version=2)
print(random.random())
for name, password, salt, rounds, size in (("sha256", b"password", b"salt", 10, None), ("md5", b"p" * 100, b"", 1, 50), ("sha512", bytearray(b"x"), memoryview(b"y"), 3, 5), ("SHA-1", b"", b"salt", 2, 20)):
    print(hashlib.pbkdf2_hmac(name, password, salt, rounds, size).hex())
for args in (("sha256", b"", b"", 0), ("sha256", b"", b"", 1, 0), ("nope", b"", b"", 1), ("sha256", "text", b"", 1), (5, b"", b"", 1)):
    try:
        print(hashlib.pbkdf2_hmac(*args))
    except Exception as e:
        print(type(e).__name__)
h = hmac.new(b"key", digestmod="sha256")
h.update(b"mess")
c = h.copy()
h.update(b"age")
print(h.name, h.digest_size, h.block_size, h.hexdigest(), c.hexdigest(), hmac.digest(b"key", b"message", "sha1").hex(), hmac.digest(b"key", b"message", hashlib.sha1).hex())
for args in ((b"key", b"m", "nope"), (b"key", b"m"), ("key", b"m", "md5")):
    try:
        print(hmac.new(*args))
    except Exception as e:
        print(type(e).__name__, e)
