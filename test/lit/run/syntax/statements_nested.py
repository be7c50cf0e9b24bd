def f(n):
    for i in range(n):
        while True:
            try:
                with ctx(i):
                    if i == 0:
                        continue_outer = False
                        break
                    elif i == 1:
                        for j in range(3):
                            if j == 1:
                                break
                        else:
                            print("never")
                        break
                    elif i == 2:
                        raise KeyError(i)
                    else:
                        return ("returned", i)
            except KeyError as e:
                print("caught", e)
                break
            finally:
                print("finally", i)
        else:
            print("while else never")
        print("after while", i)
    else:
        print("for else")
    return "end"


class ctx:
    def __init__(self, i):
        self.i = i

    def __enter__(self):
        print("enter", self.i)

    def __exit__(self, *a):
        print("exit", self.i, a[0] and a[0].__name__)


print(f(2))
print(f(5))


def g(x):
    if x:
        if x > 1:
            def inner():
                class L:
                    def m(self):
                        return [y for y in range(x) if [z for z in range(y) if z % 2]]

                return L().m()

            return inner()
        else:
            return "one"
    else:
        return "zero"


print(g(0), g(1), g(6))


def many_elifs(x):
    if x == 0: return "a"
    elif x == 1: return "b"
    elif x == 2: return "c"
    elif x in (3, 4): return "d"
    elif not x % 2: return "even"
    elif x > 10 and x < 20 or x == 99: return "range"
    else: return "else"


print([many_elifs(i) for i in (0, 1, 2, 3, 4, 6, 7, 11, 99)])


def try_in_loop_in_try():
    out = []
    try:
        for i in range(3):
            try:
                try:
                    out.append(i)
                    if i == 1:
                        raise ValueError(i)
                except TypeError:
                    out.append("no")
                else:
                    out.append("else")
                finally:
                    out.append("f")
            except ValueError:
                out.append("V")
                if i == 1:
                    raise
    except ValueError:
        out.append("outer")
    else:
        out.append("no error")
    return out


print(try_in_loop_in_try())


def deep():
    for a in range(2):
        for b in range(2):
            for c in range(2):
                for d in range(2):
                    for e in range(2):
                        for f_ in range(2):
                            if a & b & c & d & e & f_:
                                return a, b, c, d, e, f_


print(deep())


def while_else():
    n = 5
    while n:
        n -= 1
        if n == 2:
            continue
        if n == 9:
            break
    else:
        return "else", n


print(while_else())


def with_many():
    with ctx(1), ctx(2), ctx(3):
        with ctx(4):
            return "deep"


print(with_many())
x = 0
while x < 3:
    x += 1
    for y in range(x):
        if y == 1:
            break
    else:
        continue
    print("broke at", x)
else:
    print("done", x)
if x: pass
elif y: pass
else: pass
assert x, "fine"
for _ in (): assert False
lambda: (yield)
def gen(): lambda: (yield)
print(gen())
def nested_gen():
    def inner():
        yield from (i for i in range(3))
    yield from inner()
    return (yield)
print(list(nested_gen()))
