class Vec:
    made = 0

    def __init__(self, x, y):
        Vec.made += 1
        self.x, self.y = x, y

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def dot(self, o):
        return self.x * o.x + self.y * o.y

    def __repr__(self):
        return f"<{self.x},{self.y}>"

    def __eq__(self, o):
        return (self.x, self.y) == (o.x, o.y)


def local_only(n):
    t = 0
    for i in range(n):
        v = Vec(i, i + 1) + Vec(1, 1)
        t += v.dot(v)
    return t


def escapes_sometimes(n):
    kept = []
    for i in range(n):
        v = Vec(i, -i)
        if i % 10 == 3:
            kept.append(v)
        if i == 50:
            v.extra = "dynamic"
            print(v.extra, vars(v))
    return kept


def returned(n):
    v = Vec(0, 0)
    for i in range(n):
        v = v + Vec(1, 2)
    return v


def aliased():
    a = Vec(1, 2)
    b = a
    b.x = 10
    c = [a, b]
    c[0].y = 20
    return a, a is b, c[1].y


def in_closure():
    v = Vec(1, 1)

    def inc():
        v.x += 1
        return v.x

    inc()
    inc()
    return v


def in_exception(n):
    try:
        for i in range(n):
            v = Vec(i, i)
            if v.x == 5:
                raise ValueError(v)
    except ValueError as e:
        return e.args[0], v is e.args[0]


def conditional(flag):
    v = Vec(1, 2) if flag else (1, 2)
    return v.x if flag else v[0]


def stored_in_global(n):
    global last
    for i in range(n):
        v = Vec(i, 0)
        last = v
    return last is v


def patched_init():
    old = Vec.__init__

    def new(self, x, y):
        old(self, x * 100, y)
        self.tag = "patched"

    v1 = local_only(3)
    Vec.__init__ = new
    v2 = local_only(3)
    tag = Vec(1, 1).tag
    Vec.__init__ = old
    return v1, v2, tag, local_only(3)


def compared(n):
    return sum(Vec(i, 1) == Vec(1, i) for i in range(n)), Vec(1, 1) is Vec(1, 1)


def mixed_fields(n):
    v = Vec(0, 0.5)
    for i in range(n):
        v.x += i
        v.y *= 1.5
        if i == 7:
            v.x = float(v.x)
        if i == 9:
            v.y = int(v.y)
    return v


def linked(n):
    class Node:
        def __init__(self, v, nxt):
            self.v, self.nxt = v, nxt

    head = None
    for i in range(n):
        head = Node(i, head)
    t = 0
    while head:
        t += head.v
        head = head.nxt
    return t


def iterator_object(n):
    class It:
        def __init__(self, n):
            self.i, self.n = 0, n

        def __iter__(self):
            return self

        def __next__(self):
            if self.i == self.n:
                raise StopIteration
            self.i += 1
            return self.i

    return sum(It(n)), [x for x in It(3)]


print(local_only(100), Vec.made)
print(escapes_sometimes(60), Vec.made)
print(
    returned(50),
    returned(0),
    aliased(),
    in_closure(),
    in_exception(10),
    conditional(1),
    conditional(0),
    stored_in_global(3),
    last,
)
print(patched_init(), compared(5), mixed_fields(12), linked(100), iterator_object(10), Vec.made)
lists = [[i, i + 1] for i in range(3)]


def temp_lists(n):
    t = 0
    for i in range(n):
        p = [i, i * 2]
        p.append(3)
        a, b, c = p
        t += a + b + c + len(p) + sum([a, b]) + max((a, b))
    return t


def temp_dicts(n):
    t = 0
    for i in range(n):
        d = {"a": i, "b": i + 1}
        t += d["a"] * d["b"] + len(d)
        if i == 5:
            lists.append(d)
    return t


print(temp_lists(50), temp_dicts(20), lists)


def slices(xs):
    t = 0
    while xs:
        head, *xs = xs
        t += head * len(xs)
    return t


print(slices(list(range(20))), slices((1.5, 2)), slices([]))
