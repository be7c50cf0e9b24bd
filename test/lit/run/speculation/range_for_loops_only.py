# range() that only a loop sees: no range object is made. Everything else about it stays.
import sys


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n)
        return self.n


def one(n):
    return [i for i in range(n)]


def two(a, b):
    out = []
    for i in range(a, b):
        out.append(i)
    return out


def three(a, b, c):
    out = []
    for i in range(a, b, c):
        out.append(i)
        if len(out) > 5:
            break
    else:
        out.append("else")
    return out


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as e:
        tb, lines = e.__traceback__.tb_next, []
        while tb:
            lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
            tb = tb.tb_next
        return type(e).__name__, str(e), lines


big = 1 << 61
for n in 3, 0, -2, True, False, Index(2), 2.0, "3", None:
    print(attempt(one, n))
for a, b in (1, 4), (4, 1), (-3, 0), (0, True), (big - 2, big + 1), (1 << 70, (1 << 70) + 2), (Index(1), 3), (1, 2.5):
    print(attempt(two, a, b))
for a, b, c in (0, 10, 3), (10, 0, -3), (0, 10, -1), (10, 0, 1), (0, 5, 0), (0, 1, big - 1), (0, 3, "x"), \
        (-big, big - 1, big - 1), (big - 1, -big, -big), (0, -(1 << 80), -(1 << 78)):
    print(attempt(three, a, b, c))


def kept(n):
    r = range(n)
    out = []
    for i in r:
        for j in r:
            out.append((i, j))
    return out, r, type(iter(range(n))).__name__


print(kept(2))


def changing():
    global range
    out = []
    for k in range(5):
        if k == 1:
            range = lambda *a: ["mine", *a]
        if k == 3:
            del range
        out.append(one(k))
    return out


print(changing(), changing())


def while_iterating(n):
    total = 0
    for i in range(n):
        n = 100
        i += 10
        total += i
    return total, n, i


print(while_iterating(3))


def generator(n):
    for i in range(n):
        yield from range(i)


print(list(generator(4)), sum(x * y for x in range(4) for y in range(x)))
print({i: j for i in range(3) for j in range(i)}, [[*range(i)] for i in range(3)], max(range(3)))


def inside(n):
    for i in range(n):
        try:
            for j in range(1 // (i - 1)):
                pass
        except ZeroDivisionError:
            print("caught at", i)
            continue
    return i


print(inside(3))
print(sys.getrefcount(range) > 0)
