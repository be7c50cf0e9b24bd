# rows: interpret, O0, O2, O3, deopt, exit
# It prints when collections happen.
import gc


class R:
    saved = None

    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)
        R.saved = self


r = R("resurrect")
del r
print(R.saved.n)
R.saved = None
print("second time: no finalizer")


class Raises:
    pass


class Base:
    def __del__(self):
        print("base del")


class Sub(Base):
    def __del__(self):
        print("sub del")
        super().__del__()


Sub()


class Inst:
    pass


i = Inst()
i.__del__ = lambda: print("never called")
del i


class Init:
    def __init__(self):
        raise ValueError("init")

    def __del__(self):
        print("del after failed init")


try:
    Init()
except ValueError as e:
    print(e)


class New:
    def __new__(cls):
        o = super().__new__(cls)
        print("made")
        return 5

    def __del__(self):
        print("del of discarded")


print(New())


class Explicit:
    def __del__(self):
        print("explicit del")


e = Explicit()
e.__del__()
del e


class Late:
    pass


l = Late()
Late.__del__ = lambda self: print("added later")
del l


class Chain:
    def __init__(self, n, nxt):
        self.n, self.nxt = n, nxt

    def __del__(self):
        print("chain", self.n)


c = Chain(1, Chain(2, Chain(3, None)))
del c


class CycleA:
    def __del__(self):
        print("cycle", self.n)


a = CycleA()
b = CycleA()
a.n, b.n = "a", "a"
a.o, b.o = b, a
del a, b
print("before gc")
gc.collect()
print("after gc")
s = CycleA()
s.n = "self"
s.me = s
del s
gc.collect()


class DelInDel:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("outer" if self.n else "inner")
        if self.n:
            DelInDel(self.n - 1)


DelInDel(1)


class Slots:
    __slots__ = ("v",)

    def __del__(self):
        print("slots del", self.v)


s = Slots()
s.v = 1
del s


class L(list):
    def __del__(self):
        print("list subclass del", len(self))


L([1, 2])


def deep():
    class N:
        count = 0

        def __init__(self, n):
            self.n = n

        def __del__(self):
            N.count += 1

    head = None
    for i in range(20000):
        head = N(head)
    del head
    return N.count


print(deep())


def exception_keeps():
    d = Explicit()
    try:
        raise ValueError
    except ValueError as e:
        keep = e
    return keep


k = exception_keeps()
print("traceback keeps frame")
k = None
gc.collect()
print("done")
