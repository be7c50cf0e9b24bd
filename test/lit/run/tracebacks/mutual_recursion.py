# exit: 1
def ping(n):
    return pong(n - 1)


def pong(n):
    if n < 0:
        return [][n]
    return ping(n - 1)


ping(7)
