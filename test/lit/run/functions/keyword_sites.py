# Calls with keywords to functions, methods and classes that the call site expects.
import sys


def f(a, b, c=3, d=4):
    return a, b, c, d


def only(a, *, k, m=5):
    return a, k, m


def all_given(a, /, b, *, k):
    return a, b, k


def gather(a, *rest, **names):
    return a, rest, names


def many(a, b=1, c=2, d=3, e=4, f=5, g=6):
    return a, b, c, d, e, f, g


class P:
    def __init__(self, x, y=2, *, z=None):
        self.v = (x, y, z)

    def move(self, dx=0, dy=0):
        return self.v[0] + dx, self.v[1] + dy

    @classmethod
    def make(cls, x, y=7):
        return cls(y=y, x=x).v

    @staticmethod
    def fixed(p, q=8):
        return p, q


class Q:
    def __init__(self, x, y=2):
        self.v = (x, y)

    def move(self, dx=0, dy=0):
        return "Q", dx, dy


class R(Q):
    def __init__(self, x, y=5):
        super().__init__(y=x, x=y)

    def move(self, dy=1, dx=2):
        return super().move(dx=dx, dy=dy)


def order(log):
    def note(n):
        log.append(n)
        return n

    return f(d=note(1), b=note(2), a=note(3)), log


def calls(p):
    return [f(1, b=2), f(b=2, a=1), f(1, 2, d=9), f(a=1, d=2, c=3, b=4), only(1, k=2), only(1, m=3, k=2),
            only(k=1, a=2), all_given(1, b=2, k=3), gather(1, k=2), many(1, g=9), many(1, d=9), many(1, 2, 3, f=0),
            P(1).v, P(x=1).v, P(y=1, x=2).v, P(1, z=3, y=4).v, p.move(dy=1), p.move(dx=5), P.make(y=1, x=2), P.make(x=3),
            P.fixed(q=1, p=2), P.fixed(p=1), R(1).v, R(y=1, x=2).v, R(1).move(), R(1).move(dx=8)]


def errors(p):
    tests = [lambda: f(1, a=2), lambda: f(1, e=2), lambda: f(c=1), lambda: only(1, 2, k=1), lambda: only(1),
             lambda: all_given(a=1, b=2, k=3), lambda: f(1, 2, 3, 4, d=5), lambda: P(y=2), lambda: P(1, w=2),
             lambda: p.move(dz=1), lambda: p.move(self=1), lambda: P.make(cls=1, x=2)]
    out = []
    for test in tests:
        try:
            out.append(test())
        except TypeError as e:
            out.append(str(e))
    return out


for p in P(1), Q(1), R(1), P(5, 6):
    print(calls(p))
    print(errors(p))
print(order([]))


def changing(n):
    global f
    out = []
    for i in range(n):
        out.append(f(1, d=0, b=5))
        if i == 1:
            old = f.__defaults__
            f.__defaults__ = (30, 40)
        elif i == 2:
            f.__defaults__ = (40,)
        elif i == 3:
            f.__defaults__ = old
            keep = f
            f = lambda **names: names
        elif i == 4:
            f = keep
            f.__code__ = (lambda d, c, b, a: ("other", d, c, b, a)).__code__
    return out


for _ in range(2):
    try:
        print(changing(7))
    except TypeError as e:
        print(e)


def method_changes(p):
    out = []
    for i in range(5):
        out.append(p.move(dx=1))
        if i == 1:
            P.move = lambda self, dx, dy="d": ("patched", dx, dy)
        if i == 2:
            p.move = lambda dx: ("own", dx)
        if i == 3:
            del p.move
    return out


print(method_changes(P(1)))


class Default:
    def __del__(self):
        print("default gone")


def replaces(a, b=Default()):
    replaces.__defaults__ = (1,)
    return type(b).__name__


print(replaces(a=1), replaces(a=1))


def fails(a, b=2):
    return a // b


def where():
    try:
        fails(b=0,
              a=1)
    except ZeroDivisionError as e:
        tb, out = e.__traceback__, []
        while tb:
            out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        return out


print(where(), where())


def deep(n, step=1):
    return deep(step=step, n=n + step)


try:
    deep(n=0)
except RecursionError:
    print("RecursionError")


def outer(k):
    def inner(a, b=0):
        return a, b, k

    return inner(b=1, a=2), (lambda x, y=9: (x, y, k))(y=k, x=0), (lambda x, y=9: (x, y))(x=1)


print(outer(3), outer(4))


def gen(n, start=0):
    for i in range(start, n):
        yield i


print(list(gen(start=2, n=5)), list(gen(n=2)))


class Meta(type):
    def __call__(cls, *args, **kw):
        return "meta", args, sorted(kw)


class M(metaclass=Meta):
    def __init__(self, a=1):
        pass


print([M(a=2) for _ in range(3)])


class New:
    def __new__(cls, a, b=1):
        return super().__new__(cls)

    def __init__(self, a, b=2):
        self.v = a, b


print([New(b=3, a=4).v for _ in range(3)], [New(a=4).v for _ in range(3)])
