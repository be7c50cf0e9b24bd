# exit: 1
def inner(x):
    return x + "a"


def outer(x):
    return inner(x * 2)


print("before")
outer(5)
