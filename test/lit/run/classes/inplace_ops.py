class V:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, o):
        self.v += o
        return self

    def __imul__(self, o):
        return "replaced"

    def __isub__(self, o):
        return NotImplemented

    def __sub__(self, o):
        return V(self.v - o)

    def __itruediv__(self, o):
        return NotImplemented

    def __repr__(self):
        return f"V{self.v}"


a = b = V(1)
a += 5
print(a, b, a is b)
a -= 2
print(a, b, a is b)
a *= 2
print(a, b)
try:
    b /= 2
except TypeError as e:
    print(e)


class R:
    def __radd__(self, o):
        return ("radd", o)


x = 5
x += R()
print(x)
x = [1]
y = x
x += "ab"
print(x, y is x)
try:
    x += 5
except TypeError as e:
    print(e)
try:
    x = x + "ab"
except TypeError as e:
    print(e)
t = (1, [2])
try:
    t[1] += [3]
except TypeError as e:
    print(e, t)
s = "a"
s += "b"
s *= 2
print(s)
n = 2
for op in ("+=", "-=", "*=", "/=", "//=", "%=", "**=", ">>=", "<<=", "&=", "|=", "^="):
    ns = {"n": 7}
    exec(f"n {op} 2", ns)
    print(op, ns["n"])
for init, op, rhs in (
    ("1", "+=", "'a'"),
    ("'a'", "+=", "1"),
    ("[]", "+=", "None"),
    ("{}", "|=", "5"),
    ("set()", "|=", "[1]"),
    ("1.5", "&=", "1"),
    ("'a'", "%=", "()"),
    ("'%s'", "%=", "5"),
    ("(1,)", "+=", "[2]"),
    ("None", "+=", "1"),
    ("b'a'", "+=", "'a'"),
    ("bytearray(b'a')", "+=", "b'b'"),
    ("1", "@=", "2"),
    ("[1]", "*=", "'a'"),
    ("{1}", "-=", "{1}"),
    ("True", "+=", "True"),
    ("2", "**=", "-1"),
):
    try:
        ns = {}
        exec(f"x = {init}\nx {op} {rhs}", ns)
        print(op, ns["x"])
    except TypeError as e:
        print(op, e)


class Obj:
    count = 0

    def __getitem__(self, k):
        print("get", k)
        return 10

    def __setitem__(self, k, v):
        print("set", k, v)


o = Obj()
o.count += 1
o["k"] += 5
print(o.count, Obj.count)


def f():
    print("f once")
    return o


f().count += 1
f()[f().count] += 1


class P:
    _v = 1

    @property
    def v(self):
        print("getter")
        return self._v

    @v.setter
    def v(self, x):
        print("setter", x)
        self._v = x


p = P()
p.v += 5
p.v <<= 1
print(p._v)
d = {"l": [1]}
d["l"] += [2]
d["l"] *= 2
print(d)
g = 1


def glob():
    global g
    g += 1


def unbound():
    g += 1


glob()
print(g)
try:
    unbound()
except UnboundLocalError as e:
    print(e)


def nl():
    c = 1

    def inc():
        nonlocal c
        c += 1
        c *= 3
        return c

    return inc(), inc(), c


print(nl())


class Mat:
    def __init__(self, v):
        self.v = v

    def __imatmul__(self, o):
        self.v = [self.v, o]
        return self

    def __ilshift__(self, o):
        print("shift", o)
        return self


m = Mat(1)
m @= 2
m <<= "x"
print(m.v)
