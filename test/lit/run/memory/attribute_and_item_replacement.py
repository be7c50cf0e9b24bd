class R:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("~" + str(self.n), end=" ")

    def __repr__(self):
        return f"R({self.n})"


def p(label):
    print(label)


class O:
    pass


o = O()
o.x = R(1)
o.x = R(2)
p("attr replaced")
o.__dict__["x"] = R(3)
p("dict replaced")
o.__dict__ = {"x": R(4)}
p("dict swapped")
vars(o).clear()
p("dict cleared")
l = [R(5), R(6)]
l[0] = l[1] = None
p("items replaced")
l[:] = [R(7), R(8), R(9)]
l[1:2] = []
p("slice removed")
l.sort(key=lambda r: -r.n)
p(l)
l.reverse()
l.pop()
p("popped")
l.extend([R(10)] * 3)
del l[1]
p("one of three")
del l[:]
p("all")
d = {1: R(11)}
d[1] = R(12)
d.update({1: R(13)})
d |= {1: R(14)}
d.setdefault(1, R(15))
p("dict")
d.pop(1)
p("popped")
d[R(16)] = R(17)
d.popitem()
p("key and value")
s = {R(18)}
s = None
p("set")
t = (R(20), [R(21)])
t[1].pop()
p("inner")
t = t[0]
p("tuple gone")
t = None
p("")


def f(a=R(22)):
    return a


f.__defaults__ = ()
p("defaults")


class C:
    attr = R(23)

    def m(self):
        return R(24)


C.attr = None
p("class attr")
C().m().n
p("method result")
x = R(25), R(26)
a, b = x
x = None
p("still held")
a = b = 0
p("released")
z = [R(i) for i in range(27, 30)]
z = z[1:]
p("sliced")
z = [y.n for y in z]
p(z)
g = (R(i) for i in range(30, 33))
for r in g:
    p(r)
r = None
p("loop end")
it = iter([R(33), R(34)])
next(it)
p("next dropped")
it = None
p("iterator dropped")
c = [R(35)]
c.append(c)
c.clear()
p("self list cleared")
k = {"a": [R(36), {"b": (R(37),)}]}
k["a"][1]["b"] = None
p("deep")
k.clear()
p("top")
str(R(38)), repr([R(39)])
p("strings")
R(40) == R(41), R(42) is R(43), not R(44)
p("operators")
if R(45) and R(46):
    p("condition")
[R(47), R(48)][0].n + R(49).n
p("expr")
lambda: R(50)
(lambda q: None)(R(51))
p("lambda arg")
e = None
try:
    raise ValueError(R(52))
except ValueError as e:
    pass
p("exc")
v = R(53)
v = v
v = (v, v)[0]
p("self assign")
v = R(54)
p("end")
