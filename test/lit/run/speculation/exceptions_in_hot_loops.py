def parse_all(items):
    good, bad = 0, []
    for i, s in enumerate(items):
        try:
            good += int(s)
        except ValueError:
            bad.append(i)
    return good, bad


print(parse_all([str(i) if i % 7 else "x" for i in range(100)]))


def divide(xs):
    out = []
    for x in xs:
        try:
            out.append(100 // x)
        except ZeroDivisionError as e:
            out.append(str(e))
        except TypeError as e:
            out.append(type(e).__name__)
        else:
            out[-1] += 1
        finally:
            if len(out) > 100:
                break
    return out


print(divide([1, 2, 0, "s", 5, 2.5, 0.0, None]), len(divide([1] * 500)))


def until_error(xs):
    i = total = 0
    try:
        while True:
            total += xs[i]
            i += 1
    except IndexError:
        return i, total


print(until_error(list(range(1000))), until_error([]), until_error([1.5, 2]))


def deep_raise(n):
    if n == 0:
        raise KeyError("bottom")
    deep_raise(n - 1)


def catch_many(n):
    count = 0
    for i in range(n):
        try:
            deep_raise(i % 5)
        except KeyError:
            count += 1
    return count


print(catch_many(200))


class Stop(Exception):
    pass


def nested(n):
    log = []
    for i in range(n):
        try:
            for j in range(n):
                if i * j == 6:
                    raise Stop(i, j)
                if j > i:
                    continue
        except Stop as s:
            log.append(s.args)
    return log


print(nested(5))


def finally_values(n):
    t = 0
    for i in range(n):
        try:
            if i % 3 == 0:
                continue
            if i == n - 2:
                return t, "returned"
            t += i
        finally:
            t += 1000
    return t, "end"


print(finally_values(10), finally_values(1))


def guarded(n):
    x = 0
    for i in range(n):
        try:
            x += 2**60
            if i == 40:
                raise OverflowError(x)
        except OverflowError as e:
            x = e.args[0] // 2
    return x


print(guarded(50))


def locals_after(n):
    a = b = 0
    try:
        for i in range(n):
            a += 1
            b = a * 2
            if a == 37:
                1 / 0
    except ZeroDivisionError:
        pass
    return a, b, i


print(locals_after(100))


def with_loop(n):
    class CM:
        entered = exited = 0

        def __enter__(self):
            CM.entered += 1

        def __exit__(self, t, *a):
            CM.exited += 1
            return t is ValueError

    ok = 0
    for i in range(n):
        with CM():
            if i % 5 == 0:
                raise ValueError
            if i == 33:
                break
            ok += 1
    return ok, CM.entered, CM.exited


print(with_loop(100))


def dict_default(keys):
    d = {}
    misses = 0
    for k in keys:
        try:
            d[k] += 1
        except KeyError:
            misses += 1
            d[k] = 1
    return misses, sorted(d.items())


print(dict_default([i * i % 7 for i in range(50)]))


def reraise(n):
    seen = []
    for i in range(n):
        try:
            try:
                if i % 2:
                    raise ValueError(i)
            except ValueError as e:
                if e.args[0] > 5:
                    raise RuntimeError(i) from e
                seen.append(i)
        except RuntimeError as e:
            seen.append((e.args[0], e.__cause__.args[0]))
    return seen


print(reraise(10))
