def ok():
    return 1


def broken(x):
    if x
        return 2
