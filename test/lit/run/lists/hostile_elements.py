# Elements, keys and iterables that change the list under the operation.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Eq:
    def __init__(self, action, equal=False):
        self.action, self.equal = action, equal

    def __eq__(self, other):
        self.action()
        return self.equal


x = []
x[:] = [Eq(lambda: x.clear()), 1, 2]
attempt(lambda: 2 in x)
x[:] = [Eq(lambda: x.pop()), 1, 2, 3]
attempt(lambda: x.index(3))
x[:] = [Eq(lambda: x.clear(), True), 1]
attempt(lambda: x.remove(5))
print(x)
x[:] = [Eq(lambda: x.append(0)), 1]
attempt(lambda: x.count(1))
y = [1, 2, 3]
x[:] = [Eq(lambda: y.clear(), True), 2, 3]
attempt(lambda: x == y)

x = [3, 1, 2]
attempt(lambda: x.sort(key=lambda v: x.append(v) or v))
print(x)
x = [3, 1, 2]
attempt(lambda: x.sort(key=lambda v: print(x) or v))
print(x)
x = [5, 4, 3]
attempt(lambda: x.sort(key=lambda v: 1 // (v - 4)))
print(x)


class Lt:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if self.n == 2:
            raise ValueError("two")
        return self.n < other.n


x = [Lt(3), Lt(1), Lt(2), Lt(0)]
attempt(lambda: x.sort())
print(sorted(e.n for e in x))


class Index:
    def __init__(self, value, action=lambda: None):
        self.value, self.action = value, action

    def __index__(self):
        self.action()
        return self.value


x = [1, 2, 3, 4]
attempt(lambda: x[Index(3, lambda: x.clear())])
x = [1, 2, 3, 4]
attempt(lambda: x[Index(0, lambda: x.pop()) : Index(9)])
x = [1, 2, 3, 4]
attempt(lambda: x.insert(Index(4, lambda: x.clear()), "in"))
print(x)
x = [1, 2, 3, 4]
attempt(lambda: x.pop(Index(1, lambda: x.clear())))


def growing():
    for i in range(3):
        x.append("own %d" % i)
        yield i


x = []
x.extend(growing())
print(x)
x = [0]
x[0:0] = growing()
print(x)
x = [0, 1, 2, 3]
attempt(lambda: x.__setitem__(slice(None, None, 2), growing()))
print(x)
x = [1, 2]
x.extend(x)
x += x
x[1:1] = x
print(x)
x[::2] = x[::-2]
print(x)


def broken():
    yield 1
    raise KeyError("inside")


x = ["a"]
attempt(lambda: x.extend(broken()))
print(x)
attempt(lambda: x.__setitem__(slice(0, 1), broken()))
print(x)

log = []


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, len(x)))


x = [Loud("a"), Loud("b"), Loud("c"), Loud("d")]
x[0] = None
del x[1]
x.pop()
x[:] = []
print(log)
log.clear()
x = [Loud(i) for i in range(4)]
x.clear()
print(log)
log.clear()
t = (Loud("first"), Loud("second"))
del t
print(log)

# Storage that changes its kind.
x = [1, 2, 3]
x.append(True)
print(x, x[3] is True)
x = [1, 2, 3]
x.append(2**61)
x.append(-(2**61) - 1)
print(x)
x = [0.5, -0.0, float("inf"), 1e150, float("nan")]
print(x, x[3] == 1e150, x.index(-0.0), x[4] in x)
x.append(7)
print(x, type(x[5]).__name__)
x = [1, 2.0, 3]
print(x, [type(e).__name__ for e in x])
x = [1, 2, 3]
x[1] = 2.5
print(x)
x = []
x.append(1.5)
x.clear()
x.append("s")
print(x, [1, 2] + [3.5], [1.5] + [2], [1] * 3 + [None], [1, 2] == [1.0, 2.0], [1, 0] == [True, False])
print([2, 1.5, 1] < [2, 1.5, True], sorted([3, 1.5, 2, -1e150]), sorted([2.5, -0.0, 0.0, -3.5]))
x = [2.0, float("nan"), 1.0, 3.0, float("nan"), 0.5]
x.sort()
print(x)
