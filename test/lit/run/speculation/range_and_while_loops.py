def trace(*args):
    out = []
    for i in range(*args):
        out.append(i)
        if len(out) > 12:
            break
    return out


for args in (
    (5,),
    (0,),
    (-3,),
    (2, 7),
    (7, 2),
    (0, 10, 3),
    (10, 0, -3),
    (0, 10, -1),
    (-5, 5, 4),
    (2**62 - 2, 2**62 + 3),
    (-(2**62) + 2, -(2**62) - 3, -1),
    (2**63 - 2, 2**63 + 1),
    (0, 2**70, 2**69),
    (0, -(2**70), -(2**69)),
    (True, 4),
    (5, 5),
    (0, 1, 2**65),
):
    print(args, trace(*args))


def modifies(n):
    out = []
    for i in range(n):
        i *= 2
        out.append(i)
        n = 0
    return out, i, n


print(modifies(5))


def nested(n):
    c = 0
    for i in range(n):
        for j in range(i, n):
            for k in range(j, 0, -2):
                c += i ^ j ^ k
    return c


print(nested(20))


def reuse(r):
    return [x + y for x in r for y in r]


print(reuse(range(3)), len(reuse(range(30))))


def while_mix(n):
    i = j = 0
    steps = 0
    while i < n and j < n:
        steps += 1
        if steps % 3:
            i += 2
        else:
            j += 5
            if j > 20:
                i -= 1
                continue
        if steps > 1000:
            break
    else:
        return "exhausted", i, j, steps
    return "broke", i, j, steps


print(while_mix(10), while_mix(100), while_mix(5000))


def float_while(x):
    n = 0
    while x > 1e-9:
        x /= 3
        n += 1
    return n, x


print(float_while(1.0), float_while(1), float_while(10**20))


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print([gcd(a, b) for a, b in ((12, 18), (2**70, 2**65 * 3), (17, 5), (0, 5), (-12, 18), (12.5, 2.5))])


def index_loop(s):
    out = []
    i = 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append((s[i], j - i))
        i = j
    return out


print(index_loop("aaabccdd"), index_loop([1, 1, 2.0, 2, 3]), index_loop(""), index_loop((None, None)))


def unpack_loop(pairs):
    t = 0
    for a, (b, c), *d in pairs:
        t += a * b - c + len(d)
    return t


print(unpack_loop([(1, (2, 3)), (4, (5, 6), 7, 8)]), unpack_loop([(1.5, [2, 3])]))


def enumerate_loop(xs):
    return sum(i * x for i, x in enumerate(xs, 1)), [i for i, x in enumerate(xs) if x % 2]


print(enumerate_loop(range(20)))


def zip_loop(a, b):
    t = 0
    for x, y in zip(a, b):
        t += x * y
    return t


print(zip_loop(range(10), range(5, 100)), zip_loop([1.5, 2], [2, 4]))


def range_attrs(r):
    total = 0
    while r:
        total += r[0] + r[-1] + len(r)
        r = r[1:-1]
    return total


print(range_attrs(range(0, 50, 3)), range_attrs(range(10, 0, -1)))


def early(n):
    for i in range(n):
        for j in range(n):
            if i * j == 42:
                return i, j
    return None


print(early(5), early(10))
r = range(3)
for i in r:
    for i in r:
        pass
print(i, list(r))
it = iter(range(10))
for x in it:
    if x == 3:
        next(it)
    print(x, end=" ")
print()
