try:
    1 / 0
except ZeroDivisionError as e:
    print("caught", e)

try:
    int("x")
except (TypeError, ValueError) as e:
    print(type(e).__name__, e)

try:
    [][0]
except IndexError:
    print("index")
else:
    print("no")
finally:
    print("finally")

try:
    print("fine")
except Exception:
    print("no")
else:
    print("else")
finally:
    print("finally 2")


def f(x):
    try:
        if x == 0:
            raise ValueError("zero")
        if x == 1:
            raise KeyError("one")
        return "returned"
    except ValueError as e:
        return "value " + str(e)
    finally:
        print("cleanup", x)


print(f(0))
print(f(2))
try:
    f(1)
except KeyError as e:
    print("key", e, e.args)


class MyError(Exception):
    pass


try:
    raise MyError("custom", 42)
except MyError as e:
    print(e, e.args, repr(e))
try:
    try:
        raise ValueError("inner")
    except ValueError:
        raise
except ValueError as e:
    print("re-raised", e)
try:
    raise TypeError
except TypeError as e:
    print(repr(e), str(e) == "")
