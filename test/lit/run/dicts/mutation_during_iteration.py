def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


def add():
    d = {1: 1, 2: 2}
    for k in d:
        d[k + 10] = 0


def remove():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]


def swap():
    d = {1: 1, 2: 2, 3: 3}
    out = []
    for k in d:
        out.append(k)
        if k < 10:
            del d[k]
            d[k + 100] = 0
        if len(out) > 10:
            break
    return out


def values_ok():
    d = {1: 1, 2: 2}
    for k in d:
        d[k] = d[k] * 10
    return d


def clear_then():
    d = {1: 1, 2: 2}
    for k in d:
        d.clear()
    return d


def items_add():
    d = {1: 1}
    for k, v in d.items():
        d[5] = 5


def vals_add():
    d = {1: 1}
    for v in d.values():
        d[6] = 6


def set_add():
    s = {1, 2, 3}
    for x in s:
        s.add(x + 10)


def set_discard():
    s = {1, 2, 3}
    for x in s:
        s.discard(x)


def rev():
    d = {1: 1, 2: 2}
    for k in reversed(d):
        d[k + 5] = 1


def copy_ok():
    d = {1: 1, 2: 2}
    for k in list(d):
        del d[k]
    return d


def exhausted():
    d = {1: 1}
    it = iter(d)
    out = [next(it)]
    d[2] = 2
    try:
        next(it)
    except RuntimeError as e:
        out.append(str(e))
    out.append(next(it, "end"))
    return out


for f in (
    add,
    remove,
    swap,
    values_ok,
    clear_then,
    items_add,
    vals_add,
    set_add,
    set_discard,
    rev,
    copy_ok,
    exhausted,
):
    print(f.__name__, end=": ")
    attempt(f)


class K:
    def __init__(self, v, d):
        self.v, self.d = v, d

    def __hash__(self):
        return 5

    def __eq__(self, o):
        self.d.pop(self, None)
        return self is o


d = {}
k = [K(i, d) for i in range(4)]
d[k[0]] = 0
d[k[1]] = 1
print(len(d), k[2] in d, len(d))
d[k[0]] = 0
try:
    print({1: 2}.__ior__({i: i for i in range(3)}), len({**d}))
except Exception as e:
    print(type(e).__name__, e)
