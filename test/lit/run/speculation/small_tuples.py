def minmax(xs):
    lo, hi = xs[0], xs[0]
    for x in xs:
        lo, hi = (x, hi) if x < lo else (lo, hi)
        lo, hi = (lo, x) if x > hi else (lo, hi)
    return lo, hi


print(minmax([3, 1, 4, 1, 5]), minmax([2.5, 1]), minmax("hello"), minmax([2**70, -(2**70), 0]))


def divmod_sum(n, k):
    q = r = 0
    for i in range(1, n):
        a, b = divmod(i * 31, k)
        q, r = q + a, r + b
    return q, r


print(divmod_sum(100, 7), divmod_sum(100, -7), divmod_sum(50, 2.5))


def rotate(p, n):
    for _ in range(n):
        p = (p[1], p[2], p[0])
    return p


print(rotate((1, 2, 3), 4), rotate(("a", 2.5, None), 2), rotate([1, 2, 3], 1))
try:
    rotate((1, 2), 1)
except IndexError as e:
    print(e)


def complex_mul(a, b):
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def power(z, n):
    r = (1, 0)
    for _ in range(n):
        r = complex_mul(r, z)
    return r


print(power((1, 1), 10), power((0.5, 2), 5), power((3, 4), 40))


def swap_sort(t):
    a, b, c = t
    if a > b:
        a, b = b, a
    if b > c:
        b, c = c, b
    if a > b:
        a, b = b, a
    return a, b, c


print([swap_sort(t) for t in ((3, 1, 2), (1, 2, 3), (3, 2, 1), (2.5, 1, "x"[:0] or 2), ("b", "c", "a"))])


def keeps(n):
    out, last = [], None
    for i in range(n):
        t = (i, i * 2)
        if i % 3 == 0:
            out.append(t)
        if t == last:
            out.append("same")
        last = t
    return out, last, last is t


print(keeps(7))


def walk(steps):
    pos = 0, 0
    seen = {pos: 0}
    for i, s in enumerate(steps, 1):
        dx, dy = {"N": (0, 1), "S": (0, -1), "E": (1, 0), "W": (-1, 0)}[s]
        x, y = pos
        pos = x + dx, y + dy
        if pos in seen:
            return pos, seen[pos], i
        seen[pos] = i
    return pos


print(walk("NNEESSWW"), walk("NESWN"), walk("NEN"))


def nested(n):
    t = ((0, 1), (2, (3, 4)))
    for i in range(n):
        (a, b), (c, (d, e)) = t
        t = ((b, c), (d, (e, a + i)))
    return t


print(nested(0), nested(7))


def varying(n):
    t = ()
    for i in range(n):
        t = t + (i,) if len(t) < 3 else t[1:] + (i,)
    return t


print(varying(2), varying(10))


def named():
    from collections import namedtuple

    P = namedtuple("P", "x y")
    p = P(1, 2)
    for i in range(5):
        p = P(p.y, p.x + i)
        x, y = p
    return p, x + y, p[0], p == (x, y)


print(named())


def returns(flag):
    if flag == 0:
        return 1, 2
    if flag == 1:
        return [3, 4]
    if flag == 2:
        return "ab"
    return 1, 2, 3


for f in range(4):
    try:
        a, b = returns(f)
        print(a, b)
    except ValueError as e:
        print(e)


def dict_of_tuples(n):
    d = {}
    for i in range(n):
        k = (i % 3, i % 2)
        d[k] = d.get(k, (0, 0.0))[0] + i, i / 2
    return d


print(dict_of_tuples(8))
print(
    (1, 2)[0],
    (1, 2) < (1, 3),
    (1, (2, 3)) == (1, (2, 3)),
    hash((1, 2.0)) == hash((1.0, 2)),
    (0, -0.0) == (0, 0.0),
    [(a, b) for a, b in zip((1, 2), (3, 4))],
    max((1, 5), (2, 0)),
    sum((1, 2, 3)),
)
