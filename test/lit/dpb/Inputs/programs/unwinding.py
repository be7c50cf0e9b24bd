"""Leaving try, with and loops in every way, nested."""
import sys


class Manager:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        print("enter", self.name)
        return self.name

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value)
        return self.suppress


def leave(how, where):
    for i in range(3):
        try:
            print("try", i)
            if where == "try":
                if how == "break":
                    break
                if how == "continue":
                    continue
                if how == "return":
                    return ("from try", i)
                raise ValueError(i)
            raise KeyError(i)
        except KeyError as error:
            print("except", error)
            if where == "except":
                if how == "break":
                    break
                if how == "continue":
                    continue
                if how == "return":
                    return ("from except", error)
                raise ValueError(i) from error
        except ValueError as error:
            print("value", error)
        else:
            print("else")
        finally:
            print("finally", i, sys.exc_info()[0])
            if where == "finally":
                if how == "break":
                    break
                if how == "continue":
                    continue
                if how == "return":
                    return "from finally"
    else:
        print("loop else")
    return "end"


def nested():
    while True:
        with Manager("a") as a, Manager("b", True):
            try:
                with Manager("c"):
                    try:
                        1 / 0
                    finally:
                        print("inner finally")
            except ZeroDivisionError as error:
                print("caught", error)
                raise KeyError("k") from None
            finally:
                print("outer finally", a)
        with Manager("d"):
            try:
                return "value"
            finally:
                with Manager("e"):
                    print("in finally")
                    break
    return "after"


def rebind():
    x = 1
    try:
        return x
    finally:
        x = 2
        print("x is", x)


def deleted():
    try:
        raise ValueError("v")
    except ValueError as e:
        del e
    try:
        e
    except UnboundLocalError as error:
        print(error)
    try:
        raise ValueError("w")
    except ValueError as e:
        e = 5
        return e


def loops():
    for i in range(2):
        for j in "ab":
            try:
                if j == "b":
                    continue
                for k in range(2):
                    with Manager(f"{i}{j}{k}"):
                        if k:
                            break
                        continue
                else:
                    print("never")
            finally:
                print("f", i, j)
        else:
            print("else", i)
    while i:
        i -= 1
        try:
            continue
        finally:
            print("while finally", i)
    else:
        print("while else")


def generator():
    try:
        yield 1
        try:
            x = yield 2
            print("sent", x)
        finally:
            print("g inner")
            yield 3
    except GeneratorExit:
        print("closed")
        raise
    except ValueError as error:
        print("thrown", error)
        yield 4
        return 5
    finally:
        print("g outer")


def star():
    def group(*errors):
        raise ExceptionGroup("eg", errors)
    for errors in ([ValueError(1)], [ValueError(1), TypeError(2)], [KeyError(3)], []):
        try:
            try:
                if errors:
                    group(*errors)
            except* ValueError as e:
                print("V", e.exceptions)
            except* TypeError:
                print("T")
            else:
                print("none")
            finally:
                print("done")
        except ExceptionGroup as e:
            print("left", [type(x).__name__ for x in e.exceptions])


for how in ("break", "continue", "return", "raise"):
    for where in ("try", "except", "finally"):
        print("--", how, where)
        try:
            print(leave(how, where))
        except ValueError as error:
            print("out", error, repr(error.__cause__))
print(nested())
print(rebind())
print(deleted())
loops()
g = generator()
print(next(g), g.send(None), g.send("s"))
g.close()
g = generator()
print(next(g), g.throw(ValueError("t")))
print(next(g, "stopped"))


def delegating():
    result = yield from generator()
    print("result", result)


for value in delegating():
    print(value)
star()
print(sys.exc_info())
