def machine(n, seed):
    state, a, b, flag, log = "start", 0, 1.0, None, []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        r = seed >> 16
        if state == "start":
            a += r % 7
            if a > 10:
                state, flag = "run", True
        elif state == "run":
            b *= 1.1 if r & 1 else 0.9
            a -= 1
            if a < 0:
                state = "halt" if flag else "start"
                flag = not flag
            elif r % 13 == 0:
                state = ["nested", a]
        elif isinstance(state, list):
            state[1] -= 1
            if state[1] % 4 == 0:
                log.append(tuple(state))
                state = "run"
        else:
            state = "start" if r % 3 else "run"
            a = 0 if r % 5 else 2**61 + r
            if a > 2**60:
                log.append(a + a)
                a = 3
    return state if isinstance(state, str) else state[0], a, round(b, 9), flag, log[:6], len(log)


for seed in (1, 2, 3):
    print(machine(2000, seed))


def merge_types(xs):
    out = None
    for x in xs:
        if x is None:
            y = out
        elif x > 0:
            y = x
        elif x < 0:
            y = float(x)
        else:
            y = "zero"
        out = (
            y
            if out is None or isinstance(out, str)
            else out + y if not isinstance(y, str) and y is not None else y
        )
    return out


print(
    merge_types([1, 2, 3]),
    merge_types([1, -2]),
    merge_types([1, 0, 5, None]),
    merge_types([None, None]),
    merge_types([2**62, 2**62, -1]),
)


def early_exits(xs):
    for i, x in enumerate(xs):
        if x == 1:
            continue
        try:
            if x == 2:
                break
            if x == 3:
                return "three", i
            if x == 4:
                raise KeyError(i)
        except KeyError as e:
            if e.args[0] > 3:
                return "late key", i
        finally:
            if x == 5:
                return "finally", i
    else:
        return "exhausted", i
    return "broke", i


print([early_exits(xs) for xs in ([1, 1], [1, 2], [1, 3], [4, 1], [0, 0, 0, 0, 4], [5], [4, 5, 3])])


def short_circuit(n):
    calls = []

    def t(v, r):
        calls.append(v)
        return r

    hits = 0
    for i in range(n):
        if t("a", i % 2) and t("b", i % 3) or t("c", i % 5 == 0):
            hits += 1
        x = t("d", 0) or t("e", None) or i
        y = t("f", 1) and t("g", "last")
        hits += bool(x) + len(y)
    return hits, len(calls), "".join(calls[:12])


print(short_circuit(30))


def loop_carried(n):
    a, b, c, d = 0, 0.0, "", None
    for i in range(n):
        a, b, c, d = (
            (a + 1, b + a, c[-3:] + str(a), a) if i % 2 else (a * 2, b / 2 + 1, c, (b, d) if i < 4 else d)
        )
    return a, round(b, 6), c, d


print([loop_carried(n) for n in (0, 1, 4, 9)])


def chained(xs):
    return sum(1 for a, b, c in zip(xs, xs[1:], xs[2:]) if a < b <= c != a), [0 <= x < 10 for x in xs]


print(chained([1, 2, 2, 5, 3, 9, 9, 9]), chained([0.5, 1, 10.0, 2**70]))


def ternaries(n):
    out = []
    for i in range(n):
        out.append("fizzbuzz" if i % 15 == 0 else "fizz" if i % 3 == 0 else "buzz" if i % 5 == 0 else i)
    return out


print(ternaries(16))


def bits(n):
    x, out = 0, 0
    for i in range(n):
        x = x << 1 | (i * i >> 2) & 1
        if x & 0xFF == 0b10101010 % 251 or x ^ 3 == 1:
            out += 1
        x &= (1 << 70) - 1
    return x, out, ~x, -x >> 3


print(bits(200))
