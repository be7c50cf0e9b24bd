import builtins

x = 1


def reads():
    return x


def writes():
    x = 2
    return x


def globals_it():
    global x, newly
    x = 3
    newly = "n"


print(reads(), writes(), reads())
globals_it()
print(reads(), newly, "newly" in globals())


def nested_global():
    x = "local"

    def inner():
        global x
        x = "from inner"

    inner()
    return x


print(nested_global(), x)
try:
    undefined
except NameError as e:
    print(e, e.name)


def f():
    print(y)
    y = 1


try:
    f()
except UnboundLocalError as e:
    print(e, isinstance(e, NameError))


def cond(flag):
    if flag:
        v = 1
    return v


print(cond(True))
try:
    cond(False)
except UnboundLocalError as e:
    print(e)


def loopvar():
    for i in []:
        pass
    return i


try:
    loopvar()
except UnboundLocalError as e:
    print(e)


def deleted():
    z = 1
    del z
    del z


try:
    deleted()
except UnboundLocalError as e:
    print(e)
try:
    del never_defined
except NameError as e:
    print(e)
len_saved = len
len = lambda x: "shadowed"
print(len([1]))
del len
print(len([1]))
builtins.injected = "via builtins"
print(injected)
del builtins.injected


def show_locals(a, b=2):
    c = 3

    def inner():
        return c

    return sorted(locals().items(), key=lambda kv: kv[0])[:3]


print(show_locals(1))


class Body:
    q = 1
    before = sorted(k for k in locals() if not k.startswith("__"))
    r = 2


print(Body.before)
globals()["dynamic"] = 99
print(dynamic)
d = {"a": 5}
exec("b = a * 2", d)
print(d["b"], eval("a + b", d), eval("a + c", d, {"c": 100}))


def exec_locals():
    v = 1
    exec("v = 2; w = 3")
    return v, "w" in locals()


print(exec_locals())
print(
    sorted(vars(type("T", (), {"m": 1})))[-1],
    __name__,
    type(__builtins__).__name__,
    [__doc__, __package__, __spec__],
)
import math as m, os.path as p

print(m.pi > 3, p.join("a", "b"))


def star():
    from math import floor, ceil as c

    return floor(1.5), c(1.5)


print(star())
print([x for x in range(3)], x, (lambda x: x)(7), x)
for x in range(2):
    pass
print(x)
with __import__("contextlib").nullcontext(8) as x:
    pass
print(x)
_private, __dunder = 1, 2


class Mangle:
    __a = 1

    def get(self):
        __local = self.__a
        return __local, sorted(k for k in vars(Mangle) if "a" in k and "__a" in k)

    def glob(self):
        try:
            return __dunder
        except NameError as e:
            return str(e)


print(Mangle().get(), Mangle().glob(), Mangle._Mangle__a)
