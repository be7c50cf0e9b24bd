print(True, False, type(True), bool.__mro__, bool())
print(
    bool(1),
    bool(""),
    bool("a"),
    bool(0.0),
    bool(-0.0),
    bool(1j),
    bool(range(0)),
    bool(range(1)),
    bool(b""),
    bool(print),
)
print(True + 1, True * 5, True - False, True / 2, True // 1, True**2, -True, ~False, +True, abs(True))
print(True & False, True | False, True ^ True, True & 3, 3 | True, type(True ^ False), type(True ^ 0))
print(
    True < 2,
    True == 1.0,
    True > False,
    False in [0],
    [1].index(True),
    (0, 1).count(False),
    {1: "a", True: "b"},
)
print(
    str(True),
    repr(True),
    format(True),
    int(True),
    float(True),
    complex(True),
    "%s %d %r" % (True, True, True),
)


class T:
    def __init__(self, v):
        self.v = v

    def __bool__(self):
        return self.v


class L:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Both:
    def __bool__(self):
        return True

    def __len__(self):
        return 0


print(bool(T(True)), bool(T(False)), bool(L(0)), bool(L(5)), bool(Both()), not L(0), bool(object()), bool(T))
for v in (T(1), T("x"), T(None), L(-1), L("a"), L(1.5), L(2**70)):
    try:
        print(bool(v))
    except Exception as e:
        print(type(e).__name__, e)
    try:
        if v:
            print("yes")
    except Exception as e:
        print(type(e).__name__, e)
try:
    bool(1, 2)
except TypeError as e:
    print(e)
print(all([T(True), 1, "x"]), any([T(False), 0, ""]), T(False) or "right", T(True) and "right", (not T(True)))
