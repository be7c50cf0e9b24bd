import sys
import weakref


class R:
    live = 0

    def __init__(self, n):
        self.n = n
        R.live += 1

    def __del__(self):
        R.live -= 1

    def __add__(self, o):
        return R(self.n + (o.n if isinstance(o, R) else o))

    def __lt__(self, o):
        return self.n < o.n


def temporaries(n):
    t = R(0)
    for i in range(n):
        t = t + R(i)
    return t.n, R.live


print(temporaries(100), R.live)


def exception_path(n):
    for i in range(n):
        a = R(i)
        try:
            b = R(i)
            if i % 2:
                raise ValueError
            c = R(i)
        except ValueError:
            pass
    return R.live


print(exception_path(10), R.live)


def early_return(n):
    a, b = R(1), R(2)
    if n:
        return a.n
    c = R(3)
    return b.n + c.n


print(early_return(0), R.live, early_return(1), R.live)


def containers(n):
    l = [R(i) for i in range(n)]
    d = {i: r for i, r in enumerate(l)}
    t = tuple(l)
    s = {id(r): r for r in l}
    before = R.live
    del l
    d.clear()
    mid = R.live
    del t, s
    return before, mid, R.live


print(containers(10))


def swaps():
    a, b, c = R(1), R(2), R(3)
    a, b, c = c, a, b
    a = b = c
    return R.live, a.n


print(swaps(), R.live)


def args(a, b, *rest, **kw):
    a = None
    n1 = R.live
    rest = None
    n2 = R.live
    kw.clear()
    n3 = R.live
    return n1, n2, n3


print(args(R(1), R(2), R(3), R(4), k=R(5)), R.live)


def gen():
    a = R(1)
    yield R.live
    b = R(2)
    yield R.live
    del a
    yield R.live


g = gen()
print(next(g), next(g), next(g), R.live)
del g
print(R.live)


def loop_var():
    for r in [R(1), R(2), R(3)]:
        pass
    n = R.live
    del r
    return n, R.live


print(loop_var())


def closure():
    r = R(1)
    f = lambda: r
    del f
    n = R.live
    r = None
    return n, R.live


print(closure())


def weak():
    r = R(1)
    w = weakref.ref(r)
    alive = w() is not None
    r = None
    return alive, w() is None


print(weak())


def sorting():
    l = [R(3), R(1), R(2)]
    l.sort()
    m = min(l)
    l = None
    return m.n, R.live


print(sorting(), R.live)


def reraise():
    try:
        r = R(1)
        try:
            q = R(2)
            raise KeyError
        finally:
            p = R(3)
    except KeyError:
        n = R.live
    return n


print(reraise(), R.live)


def attribute_chain():
    a = R(1)
    a.b = R(2)
    a.b.c = R(3)
    a.b = None
    return R.live


print(attribute_chain(), R.live)


def comp():
    x = [R(i).n for i in range(5)]
    y = R.live
    z = [R(i) for i in range(5) if R(i).n % 2]
    return x, y, R.live, len(z)


print(comp(), R.live)


def call_result():
    R(1)
    R(2).n
    n = R.live
    _ = R(3)
    return n, R.live


print(call_result(), R.live)


def cond(flag):
    x = R(1) if flag else None
    y = x and R(2)
    return R.live


print(cond(1), cond(0), R.live)


def aug():
    x = R(1)
    for _ in range(5):
        x += 1
    return R.live, x.n


print(aug(), R.live)


def unpack_error():
    try:
        a, b = [R(1), R(2), R(3)]
    except ValueError:
        return R.live


print(unpack_error(), R.live)
f = sys._getframe


def frame_keeps():
    r = R(1)
    return f()


fr = frame_keeps()
print(R.live)
fr.clear()
print(R.live)
del fr
