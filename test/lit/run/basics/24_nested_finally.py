def f():
    try:
        return "try"
    finally:
        print("f finally")


def g():
    for i in range(3):
        try:
            if i == 1:
                continue
            print("body", i)
        finally:
            print("fin", i)
    return "done"


def h():
    while True:
        try:
            break
        finally:
            print("breaking")
    return "out"


def override():
    try:
        return 1
    finally:
        return 2


def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"


def nested():
    try:
        try:
            raise KeyError("k")
        finally:
            print("inner")
    except KeyError:
        print("outer except")
    finally:
        print("outer finally")


print(f())
print(g())
print(h())
print(override())
print(swallow())
nested()
