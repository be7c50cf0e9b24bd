class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("~", self.n, sep="", end=" ")


def section(name):
    print(f"\n{name}:", end=" ")


section("list assign slice")
l = [D(i) for i in range(5)]
l[1:4] = []
section("list del")
del l
section("list sort key")
sorted([D(1), D(2)], key=lambda d: -d.n)
section("list *=0")
l = [D(1), D(2)]
l *= 0
section("list remove")


class E(D):
    def __eq__(self, o):
        return self.n == o


l = [E(1), E(2)]
l.remove(2)
section("dict overwrite")
d = {i: D(i) for i in range(3)}
d[1] = None
section("dict popitem")
d.popitem()
section("dict update")
d.update({0: "x"})
section("dict fromkeys")
d = dict.fromkeys("ab", D("f"))
d.pop("a")
section("  second")
d.pop("b")
section("set")
s = {D(1)}
s.clear()
section("deque")
from collections import deque, OrderedDict

q = deque([D(1), D(2), D(3)], maxlen=3)
q.append(D(4))
q.popleft()
section("deque clear")
q.clear()
section("map")
m = map(D, [1, 2])
next(m)
section("  next")
x = next(m)
section("  del")
del x
section("zip")
for a, b in zip([D(1), D(2)], [D(3), D(4)]):
    print(a.n, b.n, end=" ")
section("after zip")
del a, b
section("unpack")
a, *b = [D(1), D(2), D(3)]
a = None
section("  rest")
b.pop()
del b
section("nested")
n = [[D(1)], [[D(2)]], (D(3),)]
del n[1]
section("  rest")
del n
section("attr del")
o = D("o")
o.child = D("child")
del o.child
o.child = D("child2")
section("  parent")
del o
section("exception args")
try:
    raise ValueError(D("arg"))
except ValueError as e:
    pass
section("exception kept")
try:
    raise ValueError(D("kept"))
except ValueError as e:
    k = e
section("  drop")
del k
section("return value ignored")


def f():
    return D("r1"), D("r2")


f()
section("default arg")


def g(x=D("dflt")):
    pass


g()
g = None
section("kwargs")
(lambda **k: None)(a=D("ka"), b=D("kb"))
section("star args")
(lambda *a: None)(*[D("s1"), D("s2")])
section("bound method")
bm = D("bm").__init__
section("  del")
del bm
section("partial")
import functools

p = functools.partial(D.__init__, D("p"))
del p
section("generator unfinished")


def gen():
    try:
        d = D("gl")
        yield
    finally:
        print("fin", end=" ")


it = gen()
next(it)
del it
section("list iterator")
it = iter([D(1), D(2)])
next(it)
section("  exhaust")
list(it)
section("string formatting")
f"{D('fs').n} %s" % D("pct").n
section("comparison chain")
D(1).n < D(2).n < D(3).n
section("and/or")
D("x") or D("y")
section("class attr")


class C:
    a = D("ca")


C.a = 1
section("ordered")
od = OrderedDict(a=D("oa"))
od.move_to_end("a")
od.clear()
section("with")
import contextlib

with (
    contextlib.closing(type("X", (), {"close": lambda s: None})()) as c,
    contextlib.nullcontext(D("nc")) as nc,
):
    pass
section("  del")
del nc
section("global exit")
print()
