# _pickle: all protocols and kinds of objects, reductions and their errors, files, buffers, memos, and
# broken pickles that a small generator makes, the same each time.
import _pickle
import collections
import copyreg
import datetime
import fractions
import io
import pickle
import sys

state = 2024


def below(count):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % count


def show(function, *args, **keywords):
    try:
        result = function(*args, **keywords)
    except (UnicodeDecodeError, MemoryError, RecursionError) as error:
        return type(error).__name__
    except (ValueError, ImportError) as error:
        text = type(error).__name__ + ascii(error.args)[:200]
        return "no module" if "Empty module" in text or "named ''" in text else text
    except BaseException as error:
        text = type(error).__name__ + ascii(error.args)[:200]
        return type(error).__name__ if any(part in text for part in (" at 0x", "<module", "codec failed")) else text
    text = ascii(result)
    return text[:300] if " at 0x" not in text else type(result).__name__


class Plain:
    def __init__(self, *args):
        self.args = args

    def __repr__(self):
        return f"Plain({vars(self)})"


class Items(list):
    def __repr__(self):
        return f"Items({list.__repr__(self)}, {vars(self)})"


class Slots:
    __slots__ = "x", "y"

    def __repr__(self):
        return f"Slots({getattr(self, 'x', None)}, {getattr(self, 'y', None)})"


class New(tuple):
    def __new__(cls, *items, key=None):
        self = super().__new__(cls, items)
        self.key = key
        return self

    def __getnewargs_ex__(self):
        return tuple(self), {"key": self.key}

    def __repr__(self):
        return f"New{tuple(self)}{self.key}"


class Reduced:
    """Reduces to what it is given."""

    def __init__(self, value):
        self.value = value

    def __reduce_ex__(self, protocol):
        return self.value

    class Inner:
        pass


def __newobj__():
    pass


def __newobj_ex__():
    pass


items, slots, cycle = Items([1, 2]), Slots(), [1, "a"]
items.extra = 3
slots.x = 1
cycle.append(cycle)
recursive = ([],)
recursive[0].append(recursive)
table = {1: cycle}
OBJECTS = [None, True, False, 0, 1, -1, 255, 256, 65535, 65536, -2**31, 2**31, 2**40, -2**70, -128, 10**400, 1.5, float("inf"),
           -0.0, "", "abc", "\xe9\u20ac\ud800" * 5, "x" * 300, b"", b"abc" * 100, bytearray(b"xyz"), bytearray(), (), (1,),
           (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], list(range(2500)), {}, {1: 2}, {1: 2, "a": []},
           {i: str(i) for i in range(1005)}, set(), {1}, frozenset(), frozenset({5}), Plain(1, "b"), items, slots, int, len,
           Plain, Reduced.Inner, collections.OrderedDict, collections.OrderedDict([(1, 2)]), collections.deque([1, 2], 5),
           datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc), fractions.Fraction(1, 3), complex(1, 2), range(5),
           Exception("x", 1), [b"x" * 70000, "y" * 70000, b"z"], type(None), type(...), ..., NotImplemented, "\\\n\r\0\x1a",
           collections.Counter("abca"), collections.defaultdict(list, {1: [2]}), {"k": (1, [2, {3: b"4"}])}, New(1, 2, key=3)]


def round_trips():
    pickles = []
    for value in OBJECTS + [cycle, recursive, table, range(0, 10**30), set(range(1000)), sys.intern("abc"), [items, items]]:
        for protocol in range(2 if value is slots else 0, 6):
            data = pickle.dumps(value, protocol)
            shown = ascii(value)
            print(protocol, len(data), ascii(data)[:200], ascii(pickle.loads(data)) == shown)
            file = io.BytesIO()
            pickle.dump(value, file, protocol)
            file.seek(0)
            print(file.getvalue() == data, ascii(pickle.load(file)) == shown, file.tell() == len(data), end=" ")
            buffered = io.BufferedReader(io.BytesIO(data + b"rest"))
            print(ascii(_pickle.load(buffered)) == shown, buffered.read(), ascii(pickle._loads(data)) == shown,
                  ascii(pickle.loads(pickle._dumps(value, protocol))) == shown)
            if len(data) < 400:
                pickles.append(data)
    print(pickle.loads(pickle.dumps(recursive))[0][0] is not recursive)
    return pickles


def broken(pickles):
    codes = [bytes([code]) for code in b"(.012FIJKLMNPQRSTUVXabc}degh)ijlo]pqrstuGBC" + bytes(range(0x80, 0x96))]
    tails = [b"", b"1\n", b"\x01", b"\x00\x00\x00\x00"]
    for number in range(5000):
        if number % 3:
            data = bytearray(pickles[below(len(pickles))])
            for _ in range(1 + below(3)):
                at, kind = below(len(data) + 1), below(10)
                if kind < 3:
                    del data[at:at + 1]
                elif kind < 6:
                    data[at:at] = codes[below(len(codes))]
                elif kind < 8:
                    data[at:at + 1] = codes[below(len(codes))]
                else:
                    data[at:at] = bytes([below(40)])
            data = bytes(data)
        else:
            data = b"".join(codes[below(len(codes))] + tails[below(4)] for _ in range(1 + below(14))) + b"."
        if b"\x8e" not in data and b"\x96" not in data:  # lengths for which CPython has no memory before it looks
            print(ascii(data), show(_pickle.loads, data), show(_pickle.Unpickler(io.BytesIO(data)).load))
    for data in [b"", b"P1\n.", b"NQ.", b"\x00", b"'", b"z", b"I012\n.", b"I01\n.", b"I1\n.", b"F1e999\n.", b"Fx\n.", b"F1x\n.",
                 b"F 1\n.", b"L5x\n.", b"L0x1fL\n.", b"L012\n.", b"S'a\n.", b"S'a\xff'\n.", b"S'a\\n'\n.", b"g5\n.", b"ga\n.",
                 b"g-1\n.", b"Np-1\n.", b"h\x05.", b"\x80\x09.", b"N\x93.", b"\x82\x00.", b"\x82\xfe.", b"]K\x01b.", b"]}N\x86b.",
                 b"N)R.", b"NNR.", b"N)\x81.", b"cbuiltins\nint\nN\x81.", b"cbuiltins\nint\n)N\x92.", b"(NNNd.", b"}(Nu.", b"Na.",
                 b"\x97.", b"\x98.", b"N\x98.", b"\x95\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x95\x10\0\0\0\0\0\0\0.",
                 b"\x8e\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8d\xff\xff\xff\xff\xff\xff\xff\xff.",
                 b"\x96\xff\xff\xff\xff\xff\xff\xff\xff.", b"\x8b\xff\xff\xff\xff.", b"V\\u12\n.", b"(cbuiltins\nlist\no.",
                 b"(o.", b"](N\x90.", b"((e.", b"(0N.", b"1.", b"I5", b"I\n.", b"U\x01\xff."]:
        print(data, show(_pickle.loads, data))
    for options in [dict(buffers=5), dict(encoding=5), dict(encoding="bytes"), dict(encoding="latin1"), dict(errors="replace"),
                    dict(errors=5), dict(fix_imports=False)]:
        print(options, show(_pickle.loads, b"U\x01\xff.", **options))


def reductions():
    for value in [1, (), (1,), (1, 2), (int, 2), (int, (), 1, 2), (int, (), 1, None, 2), (int, (), 1, None, None, 2), (int,) * 7,
                  "foo", "Reduced", (__newobj__, ()), (__newobj__, (1,)), (__newobj__, (int,)), (__newobj_ex__, ()),
                  (__newobj_ex__, (1, 2, 3)), (__newobj_ex__, (int, 2, 3)), (__newobj_ex__, (int, (), 3)),
                  (__newobj_ex__, (int, (), {})), (int, (), 5, None, None, int)]:
        for protocol in (0, 2, 4):
            print(show(pickle.dumps, Reduced(value), protocol))
    for make in [lambda: (list, (), None, iter(range(1001))), lambda: (dict, (), None, None, iter([(1, 2), (3, 4)])),
                 lambda: (dict, (), None, None, iter([(1, 2, 3)])), lambda: (list, (), None, iter(()))]:
        for protocol in (0, 1, 4):
            print(show(pickle.dumps, Reduced(make()), protocol))

    def inside():
        pass
    for value in (lambda: 1, inside, (x for x in ()), sys, sys.stdin, Reduced("a.<locals>.b")):
        print(show(pickle.dumps, value))
    for value in (str.join, [].append, len, collections.OrderedDict.fromkeys, datetime.datetime):
        for protocol in (1, 2, 3):
            print(show(pickle.dumps, value, protocol))

    class Override(pickle.Pickler):
        def reducer_override(self, value):
            return (int, ("7",)) if isinstance(value, Plain) else NotImplemented

    class Table(pickle.Pickler):
        dispatch_table = {Plain: lambda value: (int, ("8",))}

    class Persistent(pickle.Pickler):
        def persistent_id(self, value):
            return "id%d" % value.args[0] if isinstance(value, Plain) else None

    class Loads(pickle.Unpickler):
        def persistent_load(self, key):
            return "loaded " + key

        def find_class(self, module, name):
            print("find", module, name, end=" ")
            return super().find_class(module, name)
    for kind in (Override, Table, Persistent):
        for protocol in range(6):
            file = io.BytesIO()
            kind(file, protocol).dump([Plain(1), Plain(2), Reduced.Inner, Fraction])
            print(kind.__name__, file.getvalue(), show(Loads(io.BytesIO(file.getvalue())).load))
    copyreg.add_extension("fractions", "Fraction", 300)
    data = pickle.dumps(Fraction, 2)
    print(data, pickle.loads(data), pickle.loads(data) is Fraction)
    copyreg.remove_extension("fractions", "Fraction", 300)


Fraction = fractions.Fraction


def attributes():
    pickler, unpickler = pickle.Pickler(io.BytesIO()), pickle.Unpickler(io.BytesIO(b"(lp5\nI1\na."))
    pickler.dump([cycle, cycle])
    print(sorted(map(type, pickler.memo.copy()), key=str), sorted(number for number, _ in pickler.memo.copy().values()))
    pickler.clear_memo()
    print(pickler.memo.copy(), pickler.bin, pickler.fast, unpickler.load(), unpickler.memo.copy())
    for target, name, values in ((pickler, "memo", (5, {1: 2}, {}, pickler.memo)), (pickler, "persistent_id", (5, len)),
                                 (pickler, "fast", ("x", 1)), (unpickler, "memo", (5, {1: 2}, {-1: 2}, {"a": 2})),
                                 (unpickler, "persistent_load", (5, len)), (pickler, "dispatch_table", ({},))):
        for value in values:
            print(name, show(setattr, target, name, value))
        print(show(delattr, target, name))
    print(unpickler.memo.copy(), unpickler.memo.__reduce__()[1])
    for call in [(_pickle.dump,), (_pickle.dump, 1, 2), (_pickle.dumps, 1, 99), (_pickle.dumps, 1, -5), (_pickle.dumps, 1, "a"),
                 (_pickle.Pickler,), (_pickle.Pickler, 1), (_pickle.Unpickler,), (_pickle.Unpickler, 1), (_pickle.load, 1),
                 (_pickle.loads,), (_pickle.loads, "a"), (_pickle.loads, 1), (_pickle.loads, b"N.", 1)]:
        print(show(*call))
    print(show(_pickle.dumps, 1, buffer_callback=5), show(_pickle.dumps, 1, 5, buffer_callback=5))
    print(show(type("P", (pickle.Pickler,), {"__init__": lambda self: None})().dump, 1),
          show(type("U", (pickle.Unpickler,), {"__init__": lambda self: None})().load))
    fast = pickle.Pickler(io.BytesIO())
    fast.fast = 1
    print(show(fast.dump, cycle)[:70])
    deep = []
    for _ in range(sys.getrecursionlimit() * 5):
        deep = [deep]
    print(show(pickle.dumps, deep))
    print(pickle.PickleError.__mro__, pickle.PicklingError.__mro__, _pickle.__doc__)

    class File:
        """Gives what it is told to."""

        def __init__(self, *answers):
            self.answers = list(answers)

        def read(self, count):
            return self.answers.pop(0)

        readline = read
    print(show(pickle.load, File(5)), show(pickle.load, File(b"")), show(pickle.load, File(b"J", b"12")),
          show(pickle.load, File(b"K", b"\x05", b".")), show(pickle.load, object()))


def buffers():
    for data in (b"abc", bytearray(b"abc"), memoryview(b"abcd")[::2], memoryview(b"abcdef").cast("B", (2, 3))):
        buffer = pickle.PickleBuffer(data)
        kept = []
        print(show(pickle.dumps, buffer, 5), show(pickle.dumps, buffer, 4), show(lambda: bytes(buffer.raw())))
        made = show(pickle.dumps, [buffer, buffer], 5, buffer_callback=kept.append)
        print(made, len(kept), show(lambda: bytes(memoryview(buffer))))
        if kept:
            made = pickle.dumps([buffer, 1], 5, buffer_callback=lambda value: None)
            print(bytes(pickle.loads(made, buffers=[bytearray(b"new")])[0]), show(pickle.loads, made), show(pickle.loads, made, buffers=[]))
        buffer.release()
        print(show(buffer.raw), show(memoryview, buffer), show(pickle.dumps, buffer, 5))
    print(show(pickle.PickleBuffer, 1), show(pickle.PickleBuffer), pickle.PickleBuffer)


broken(round_trips())
reductions()
attributes()
buffers()
