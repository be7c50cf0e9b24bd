"""The marshal format, version 4, for everything but code objects: code of this program is no bytecode of CPython."""

from _struct import pack as _pack, unpack as _unpack

version = 4

_FLAG_REF = 0x80
_UNMARSHALLABLE = "unmarshallable object"
_MAX_DEPTH = 2000


def _write_int(out, value):
    if -0x80000000 <= value <= 0x7FFFFFFF:
        out += b"i" + value.to_bytes(4, "little", signed=True)
        return
    digits = []
    rest = abs(value)
    while rest:
        digits.append(rest & 0x7FFF)
        rest >>= 15
    count = len(digits) if value > 0 else -len(digits)
    out += b"l" + count.to_bytes(4, "little", signed=True)
    for digit in digits:
        out += digit.to_bytes(2, "little")


def _write_str(out, value):
    if value.isascii():
        data = value.encode("ascii")
        if len(data) < 256:
            out += b"z" + bytes([len(data)]) + data
        else:
            out += b"a" + len(data).to_bytes(4, "little") + data
    else:
        data = value.encode("utf-8", "surrogatepass")
        out += b"u" + len(data).to_bytes(4, "little") + data


def _write_items(out, kind, items, depth):
    out += kind + len(items).to_bytes(4, "little")
    for item in items:
        _write(out, item, depth)


_SINGLETONS = {None: b"N", False: b"F", True: b"T", ...: b".", StopIteration: b"S"}


def _write(out, value, depth):
    depth += 1
    if depth > _MAX_DEPTH:
        raise ValueError("object too deeply nested to marshal")
    kind = type(value)
    if value is None or kind is bool or value is ... or value is StopIteration:
        out += _SINGLETONS[value]
    elif kind is int:
        _write_int(out, value)
    elif kind is float:
        out += b"g" + _pack("<d", value)
    elif kind is complex:
        out += b"y" + _pack("<dd", value.real, value.imag)
    elif kind is str:
        _write_str(out, value)
    elif kind is tuple:
        if len(value) < 256:
            out += b")" + bytes([len(value)])
            for item in value:
                _write(out, item, depth)
        else:
            _write_items(out, b"(", value, depth)
    elif kind is list:
        _write_items(out, b"[", value, depth)
    elif kind is dict:
        out += b"{"
        for key, item in value.items():
            _write(out, key, depth)
            _write(out, item, depth)
        out += b"0"
    elif kind is set or kind is frozenset:
        _write_items(out, b"<" if kind is set else b">", value, depth)
    else:
        try:
            data = bytes(memoryview(value))
        except TypeError:
            raise ValueError(_UNMARSHALLABLE) from None
        out += b"s" + len(data).to_bytes(4, "little") + data


def dumps(value, version=version, /):
    """Return the bytes object that would be written to a file by dump(value, file)."""
    out = bytearray()
    _write(out, value, 0)
    return bytes(out)


def dump(value, file, version=version, /):
    """Write the value on the open file."""
    return file.write(dumps(value))


class _Null:
    pass


class _Reader:
    def __init__(self, read):
        self.read = read
        self.refs = []

    def take(self, size):
        data = self.read(size)
        if len(data) < size:
            raise EOFError("marshal data too short")
        return data

    def size(self):
        size = int.from_bytes(self.take(4), "little", signed=True)
        if size < 0:
            raise ValueError("bad marshal data (size out of range)")
        return size

    def long(self):
        count = int.from_bytes(self.take(4), "little", signed=True)
        value = 0
        for i in range(abs(count)):
            digit = int.from_bytes(self.take(2), "little")
            if digit > 0x7FFF:
                raise ValueError("bad marshal data (digit out of range in long)")
            value |= digit << 15 * i
        return -value if count < 0 else value

    def text(self, kind):
        size = self.take(1)[0] if kind in "zZ" else self.size()
        data = self.take(size)
        return data.decode("utf-8", "surrogatepass") if kind in "ut" else data.decode("latin-1")

    def value(self, depth):
        value = self.value_or_null(depth)
        if value is _Null:
            raise TypeError("NULL object in marshal data for object")
        return value

    def value_or_null(self, depth):
        depth += 1
        if depth > _MAX_DEPTH:
            raise ValueError("recursion limit exceeded")
        first = self.read(1)
        if not first:
            raise EOFError("EOF read where object expected")
        kind = chr(first[0] & ~_FLAG_REF)
        index = -1
        if first[0] & _FLAG_REF:
            index = len(self.refs)
            self.refs.append(_Null)
        value = self.body(kind, depth, index)
        if index >= 0:
            self.refs[index] = value
        return value

    def container(self, kind, depth, index):
        if kind == "{":
            made = {}
        elif kind == "[":
            made = []
        elif kind == "<":
            made = set()
        if index >= 0:
            self.refs[index] = made
        if kind == "{":
            while (key := self.value_or_null(depth)) is not _Null:
                made[key] = self.value(depth)
            return made
        add = made.append if kind == "[" else made.add
        for _ in range(self.size()):
            add(self.value(depth))
        return made

    def body(self, kind, depth, index):
        if kind in _CONSTANTS:
            return _CONSTANTS[kind]
        if kind == "i":
            return int.from_bytes(self.take(4), "little", signed=True)
        if kind == "l":
            return self.long()
        if kind == "g":
            return _unpack("<d", self.take(8))[0]
        if kind == "y":
            return complex(*_unpack("<dd", self.take(16)))
        if kind == "f":
            return float(self.take(self.take(1)[0]))
        if kind == "x":
            real = float(self.take(self.take(1)[0]))
            return complex(real, float(self.take(self.take(1)[0])))
        if kind == "s":
            return self.take(self.size())
        if kind in "uaAzZt":
            return self.text(kind)
        if kind == ")":
            return tuple([self.value(depth) for _ in range(self.take(1)[0])])
        if kind == "(":
            return tuple([self.value(depth) for _ in range(self.size())])
        if kind == ">":
            return frozenset([self.value(depth) for _ in range(self.size())])
        if kind in "{[<":
            return self.container(kind, depth, index)
        if kind == "r":
            at = self.size()
            if at >= len(self.refs) or self.refs[at] is _Null:
                raise ValueError("bad marshal data (invalid reference)")
            return self.refs[at]
        raise ValueError("bad marshal data (unknown type code)")


_CONSTANTS = {"N": None, "F": False, "T": True, ".": ..., "S": StopIteration, "0": _Null}


def loads(bytes, /):
    """Convert the bytes-like object to a value."""
    view = memoryview(bytes).cast("B")
    at = 0

    def read(size):
        nonlocal at
        data = view[at:at + size].tobytes()
        at += len(data)
        return data

    return _Reader(read).value(0)


def load(file, /):
    """Read one value from the open file and return it."""
    data = file.read(0)
    if not isinstance(data, bytes):
        raise TypeError(f"file.read() returned not bytes but {type(data).__name__}")
    return _Reader(file.read).value(0)
