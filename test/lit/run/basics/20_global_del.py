count = 0


def bump():
    global count
    count += 1


bump()
bump()
print(count)


def make():
    global created
    created = "here"


make()
print(created)


def shadow():
    count = 100
    return count


print(shadow(), count)
x = 1
del x
try:
    print(x)
except NameError as e:
    print("NameError:", e)


def local_del():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


print(local_del())


def before():
    try:
        print(z)
    except UnboundLocalError as e:
        print(e)
    z = 1
    return z


print(before())
