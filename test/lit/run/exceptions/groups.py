def tree(e, d=0):
    pad = "  " * d
    if isinstance(e, BaseExceptionGroup):
        print(pad + type(e).__name__, e, len(e.exceptions))
        for s in e.exceptions:
            tree(s, d + 1)
    else:
        print(pad + repr(e))


eg = ExceptionGroup("top", [ValueError(1), ExceptionGroup("sub", [TypeError(2), ValueError(3)]), OSError(4)])
tree(eg)
print(repr(eg), eg.message, eg.args)
m, r = eg.split(ValueError)
tree(m)
tree(r)
print(eg.subgroup(KeyError), eg.split(KeyError)[0], eg.split((ValueError, TypeError, OSError))[1])
tree(eg.subgroup(lambda e: isinstance(e, TypeError) or str(e) == "4"))
tree(eg.derive([KeyError("d")]))
for f in (
    lambda: ExceptionGroup("x", []),
    lambda: ExceptionGroup("x"),
    lambda: ExceptionGroup(5, [ValueError()]),
    lambda: ExceptionGroup("x", 5),
    lambda: ExceptionGroup("x", [5]),
    lambda: ExceptionGroup("x", [KeyboardInterrupt()]),
    lambda: ExceptionGroup("x", [ValueError]),
    lambda: eg.split(5),
    lambda: eg.subgroup(),
    lambda: ExceptionGroup(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
b = BaseExceptionGroup("b", [ValueError(1)])
print(
    type(b).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__, isinstance(b, Exception)
)


def handle(exc):
    try:
        raise exc
    except* ValueError as e:
        print("V", type(e).__name__, e.exceptions)
    except* (TypeError, OSError) as e:
        print("TO", e.exceptions)
    else:
        print("else")
    finally:
        print("finally")


handle(eg)
handle(ValueError("naked"))
try:
    handle(
        ExceptionGroup(
            "rest", [ValueError("v"), KeyError("k"), ExceptionGroup("n", [KeyError("k2"), TypeError("t")])]
        )
    )
except ExceptionGroup as e:
    tree(e)
try:
    handle(KeyError("naked unmatched"))
except KeyError as e:
    print(repr(e))
try:
    raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
except* ValueError:
    pass
except* TypeError:
    print("both handled")


def raising():
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise KeyError("new")
    except* TypeError as e:
        raise


try:
    raising()
except ExceptionGroup as e:
    tree(e)
    print(repr(e.exceptions[0].__context__))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError as e:
        raise e
except ExceptionGroup as e:
    tree(e)
for bad in (ExceptionGroup, (ValueError, ExceptionGroup), 5):
    try:
        try:
            raise ValueError(1)
        except* bad:
            pass
    except TypeError as e:
        print(e)


def loop():
    out = []
    for i in range(3):
        try:
            if i == 1:
                raise ExceptionGroup("l", [ValueError(i)])
        except* ValueError:
            out.append(("handled", i))
        else:
            out.append(("else", i))
    return out


print(loop())


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + "'", excs)


g = MyGroup("mine", [ValueError(1), KeyError(2)])
g.add_note("noted")
a, b2 = g.split(ValueError)
tree(a)
tree(b2)
print(a.__notes__, type(g.subgroup(KeyError)).__name__)
try:
    raise ExceptionGroup("n", [ExceptionGroup("m", [ValueError("deep")])])
except* ValueError as e:
    tree(e)
try:
    pass
except* ValueError:
    pass
else:
    print("no exception else")
