def inner():
    try:
        r = yield "i1"
        print("inner got", r)
        r = yield "i2"
        print("inner got", r)
    except ValueError as e:
        print("inner caught", e)
        yield "handled"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    print("result:", (yield from inner()))
    x = yield "o1"
    print("outer got", x)


o = outer()
print(next(o), o.send("a"), o.send("b"))
try:
    o.send("c")
except StopIteration:
    print("done")
o = outer()
next(o)
print(o.throw(ValueError("v")), o.gi_yieldfrom.__name__, next(o), o.gi_yieldfrom)
o = outer()
next(o)
o.close()
o = outer()
next(o)
try:
    o.throw(KeyError("not caught"))
except KeyError as e:
    print(repr(e))


class It:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("it value")
        return self.n


class Full(It):
    def send(self, v):
        print("send", v)
        return next(self)

    def throw(self, *a):
        print("throw", [x if isinstance(x, (type, type(None))) else repr(x) for x in a])
        return "thrown"

    def close(self):
        print("close")


def d(it):
    r = yield from it
    yield ("ret", r)


print(list(d(It())), list(d([1, 2])), list(d("ab")), list(d({"k": 1})), list(d(range(2))))
x = d(It())
next(x)
try:
    x.send("needs send")
except AttributeError as e:
    print(e)
x = d(It())
next(x)
try:
    x.throw(ValueError("no throw method"))
except ValueError as e:
    print(repr(e))
x = d(Full())
print(next(x), x.send("v"), x.throw(KeyError("k")), x.close())
for bad in (5, None):
    try:
        list(d(bad))
    except TypeError as e:
        print(e)


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(4)), sum(1 for _ in tree(12)))


def chain_ret(n):
    if n == 0:
        yield "leaf"
        return 0
    r = yield from chain_ret(n - 1)
    return r + 1


def top():
    print("depth", (yield from chain_ret(50)))


print(list(top()))


def lam():
    f = lambda: (yield from [1, 2])
    return list(f())


print(lam())


def exc_value():
    try:
        yield from inner()
    except BaseException as e:
        print("outer sees", type(e).__name__)
        raise


e = exc_value()
next(e)
e.close()


def finalize():
    try:
        yield from iter([1, 2, 3])
    finally:
        print("finalized")


for v in finalize():
    if v == 2:
        break
print("end")


def flatten(x):
    for i in x:
        if isinstance(i, list):
            yield from flatten(i)
        else:
            yield i


print(list(flatten([1, [2, [3, [4]], 5], [[]], 6])))


def shared():
    it = iter(range(6))

    def take(n):
        for _ in range(n):
            yield next(it)

    yield from take(2)
    yield "--"
    yield from take(3)


print(list(shared()))
