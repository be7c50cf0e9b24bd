import sys


def target(n):
    total = 0
    for i in range(n):
        total += i
        if i == 5:
            poke()
    return total


def poke():
    pass


print(target(10))


def poke():
    f = sys._getframe(1)
    print("caller locals", sorted(f.f_locals.items()))


print(target(10))


def poke():
    exec("global marker\nmarker = 1")


print(target(10), marker)


def poke():
    target.__code__ = (lambda n: "replaced").__code__


print(target(10), target(10))
src = "def target(n):\n    return sum(range(n)) * 2\n"
exec(src)
print(target(10))
fns = {}
for op in "+-*":
    exec(f"def f(a, b):\n    return a {op} b", fns)
    print([fns["f"](a, b) for a, b in ((5, 3), (2.5, 2), (2**62, 2**62))])


def uses_locals(n):
    x = 1
    for i in range(n):
        x += i
        if i == 3:
            names = sorted(locals())
    return x, names


print(uses_locals(6))


def uses_eval(n):
    y = 0
    for i in range(n):
        y += eval("i * 2 + y")
    return y


print(uses_eval(6))


def dynamic_global(n):
    out = []
    for i in range(n):
        globals()[f"g{i}"] = i * i
        out.append(eval(f"g{i}"))
    return out


print(dynamic_global(5), g4)


def stack_depth():
    f, n = sys._getframe(), 0
    while f:
        n += 1
        f = f.f_back
    return n


base = stack_depth()


def nest(n):
    return stack_depth() - base if n == 0 else nest(n - 1)


print(nest(0), nest(5), [nest(k) for k in range(3)])


def lines():
    a = sys._getframe().f_lineno
    b = sys._getframe().f_lineno
    return b - a


print(lines())


def gen_frames():
    f = sys._getframe()
    yield f.f_code.co_name
    yield f.f_back.f_code.co_name


g = gen_frames()
print(next(g), next(g))


def kw(**k):
    return sorted(sys._getframe().f_locals["k"].items())


print(kw(a=1, b=2))


def recursion_seen(n):
    if n == 0:
        f, names = sys._getframe(), []
        while f and f.f_code.co_name == "recursion_seen":
            names.append(f.f_locals["n"])
            f = f.f_back
        return names
    return recursion_seen(n - 1)


print(recursion_seen(4))


def catch_with_frames(n):
    try:
        1 // n
    except ZeroDivisionError as e:
        tb = e.__traceback__
        return tb.tb_frame.f_locals["n"], tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno


print(catch_with_frames(0))
import types

code = target.__code__
copy = types.FunctionType(code, {"sum": lambda r: "other sum ", "range": range}, "copy")
print(copy(3), copy.__name__, target(3))
