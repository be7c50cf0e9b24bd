def maybe(n):
    if n > 2:
        x = n
    try:
        return x
    except UnboundLocalError as e:
        return str(e)


print([maybe(i) for i in range(5)])


def deleted(n):
    out = []
    for i in range(n):
        if i == 3:
            del v
        try:
            out.append(v)
        except UnboundLocalError:
            out.append("unbound")
        if i != 3:
            v = i
    return out


print(deleted(7))


def loop_target(n):
    for i in range(n):
        last = i
    try:
        return i, last
    except UnboundLocalError as e:
        return str(e)


print(loop_target(0), loop_target(3))


def except_name(n):
    for i in range(n):
        try:
            if i % 2:
                raise ValueError(i)
        except ValueError as e:
            pass
        try:
            e
            return "bound"
        except UnboundLocalError:
            pass
    return "never bound"


print(except_name(4))


def swap_types(flag):
    if flag:
        v = 1
    else:
        v = "s"
    del v
    v = 2.5
    return v


print(swap_types(True), swap_types(False))


def del_in_loop(xs):
    total = 0
    for x in xs:
        y = x * 2
        total += y
        del y, x
    try:
        x
    except UnboundLocalError:
        return total, "x gone"


print(del_in_loop([1, 2, 3]))


def cell_deleted():
    x = 1

    def get():
        return x

    before = get()
    del x
    try:
        get()
    except NameError as e:
        msg = str(e)
    x = 5
    return before, msg, get()


print(cell_deleted())


def args(a, b=2):
    del a
    try:
        a
    except UnboundLocalError as e:
        msg = str(e)
    a = b
    del b
    return a, msg


print(args(1), args(1, 9))


def with_target():
    class C:
        def __enter__(self):
            return 5

        def __exit__(self, *a):
            return True

    with C() as v:
        1 / 0
        w = 1
    try:
        return v, w
    except UnboundLocalError as e:
        return v, str(e)


print(with_target())


def match_target(x):
    match x:
        case [a, b]:
            pass
        case {"a": a}:
            pass
    try:
        return a, b
    except UnboundLocalError as e:
        return str(e)


print(match_target([1, 2]), match_target({"a": 1}), match_target(5))


def comp_scope():
    y = [y for y in range(3)]
    z = [(w := v) for v in y]
    return y, z, w


print(comp_scope())


def import_local(flag):
    if flag:
        import math
    try:
        return math.floor(2.5)
    except UnboundLocalError as e:
        return str(e)


print(import_local(True), import_local(False))


def class_local(flag):
    if flag:

        class K:
            v = 1

    try:
        return K.v
    except UnboundLocalError as e:
        return str(e)


print(class_local(1), class_local(0))


def walrus(xs):
    if any((hit := x) > 2 for x in xs):
        return hit
    try:
        return hit
    except UnboundLocalError:
        return "none"


print(walrus([1, 3]), walrus([1]))


def many(flag):
    try:
        if flag == 1:
            raise KeyError
        a = 1
        if flag == 2:
            raise KeyError
        b = 2
    except KeyError:
        pass
    finally:
        c = 3
    return [n in locals() for n in ("a", "b", "c", "d")], sorted(locals())


print(many(0), many(1), many(2))


def loc():
    a = 1
    l = locals()
    l["a"] = 2
    b = 3
    return a, sorted(k for k in locals() if k != "l")


print(loc())
