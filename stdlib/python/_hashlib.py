"""What hashlib and hmac take from OpenSSL, over the native hash modules."""

from _blake2 import blake2b as openssl_blake2b, blake2s as openssl_blake2s
from _md5 import md5 as openssl_md5
from _operator import _compare_digest as compare_digest
from _sha1 import sha1 as openssl_sha1
from _sha256 import sha224 as openssl_sha224, sha256 as openssl_sha256
from _sha3 import (
    sha3_224 as openssl_sha3_224,
    sha3_256 as openssl_sha3_256,
    sha3_384 as openssl_sha3_384,
    sha3_512 as openssl_sha3_512,
    shake_128 as openssl_shake_128,
    shake_256 as openssl_shake_256,
)
from _sha512 import sha384 as openssl_sha384, sha512 as openssl_sha512

openssl_md_meth_names = frozenset(
    name[8:] for name in globals() if name.startswith("openssl_")
)


class UnsupportedDigestmodError(ValueError):
    pass


UnsupportedDigestmodError.__module__ = "_hashlib"


def _constructor(name):
    if not isinstance(name, str):
        raise TypeError("name must be a string")
    plain = name.lower()
    for spelling in (plain.replace("-", "_"), plain.replace("-", "")):
        found = globals().get("openssl_" + spelling)
        if found is not None:
            return found
    raise ValueError("[digital envelope routines] unsupported")


def new(name, string=b"", *, usedforsecurity=True):
    """Return a new hash object using the named algorithm."""
    return _constructor(name)(string, usedforsecurity=usedforsecurity)


def _supported(name):
    # hmac does the work itself when it is told that OpenSSL does not.
    if isinstance(name, str):
        _constructor(name)
    raise UnsupportedDigestmodError("Unsupported digestmod %s" % name)


def hmac_new(key, msg=b"", digestmod=None):
    """Return a new hmac object."""
    _supported(digestmod)


def hmac_digest(key, msg, digest):
    """Single-shot HMAC."""
    _supported(digest)


def _keyed(constructor, password):
    """Hash objects that have taken the inner and the outer pad."""
    inner, outer = constructor(), constructor()
    size = inner.block_size
    if len(password) > size:
        password = constructor(password).digest()
    password = password + bytes(size - len(password))
    inner.update(password.translate(bytes(x ^ 0x36 for x in range(256))))
    outer.update(password.translate(bytes(x ^ 0x5C for x in range(256))))
    return inner, outer


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0) with HMAC as pseudorandom function."""
    constructor = _constructor(hash_name)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    inner, outer = _keyed(constructor, bytes(memoryview(password)))
    salt = bytes(memoryview(salt))
    if dklen is None:
        dklen = inner.digest_size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")

    def keyed(message):
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    key, block = b"", 1
    while len(key) < dklen:
        last = keyed(salt + block.to_bytes(4, "big"))
        total = int.from_bytes(last, "big")
        for _ in range(iterations - 1):
            last = keyed(last)
            total ^= int.from_bytes(last, "big")
        key += total.to_bytes(inner.digest_size, "big")
        block += 1
    return key[:dklen]


def get_fips_mode():
    """Determine the OpenSSL FIPS mode of operation."""
    return 0
