def run(n):
    out = []
    for i in range(6):
        try:
            out.append(f"t{i}")
            if i == n == 1:
                raise ValueError("v")
            if i == n == 2:
                break
            if i == n == 3:
                continue
            if i == n == 4:
                return out
            if i == n == 5:
                raise KeyError("k")
        except ValueError as e:
            out.append("except " + str(e))
        else:
            out.append(f"e{i}")
        finally:
            out.append(f"f{i}")
    else:
        out.append("loop else")
    return out


for n in range(5):
    print(n, " ".join(run(n)))
try:
    run(5)
except KeyError as e:
    print("escaped", e)


def finally_return(v):
    try:
        if v == 0:
            return "try"
        if v == 1:
            raise ValueError
        if v == 2:
            raise SystemExit
    except ValueError:
        return "except"
    finally:
        if v != 3:
            return "finally"
    return "end"


print([finally_return(v) for v in range(4)])


def finally_loop():
    for i in range(3):
        try:
            return i
        finally:
            continue
    return "after"


def finally_break():
    while True:
        try:
            1 / 0
        finally:
            break
    return "broke"


print(finally_loop(), finally_break())


def value_saved():
    x = 1
    try:
        return x
    finally:
        x = 2


def list_changed():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(value_saved(), list_changed())


def nested(n):
    out = []
    try:
        out.append(1)
        try:
            out.append(2)
            if n == 0:
                raise ValueError("inner")
            if n == 1:
                raise KeyError("inner")
        except KeyError:
            out.append("K")
            raise TypeError("from handler")
        else:
            out.append("E")
            if n == 3:
                raise IndexError("from else")
        finally:
            out.append("F")
            if n == 4:
                raise OSError("from finally")
    except ValueError as e:
        out.append("V:" + str(e))
    except (TypeError, IndexError) as e:
        out.append("T:" + str(e) + ":" + repr(e.__context__))
    except OSError as e:
        out.append("O")
    return out


for n in range(5):
    print(nested(n))


def handler_order():
    for exc in (ZeroDivisionError, ArithmeticError, Exception, KeyboardInterrupt):
        try:
            raise exc("x")
        except ZeroDivisionError:
            print("zde")
        except ArithmeticError:
            print("arith")
        except Exception:
            print("exc")
        except:
            print("bare")


handler_order()
for bad in (5, "x", (ValueError, 5), int, [ValueError]):
    try:
        try:
            raise ValueError("orig")
        except bad:
            print("no")
    except Exception as e:
        print(type(e).__name__, e, "context:", repr(e.__context__))
try:
    try:
        pass
    except 5:
        pass
    print("handler not evaluated")
except TypeError:
    print("no")


def gen_finally():
    try:
        yield 1
        yield 2
    finally:
        print("gen cleanup")


for x in gen_finally():
    print(x)
    break
print("after loop")


def deep(n):
    try:
        if n == 0:
            raise ValueError("bottom")
        deep(n - 1)
    finally:
        trail.append(n)


trail = []
try:
    deep(5)
except ValueError as e:
    print(trail, e)
