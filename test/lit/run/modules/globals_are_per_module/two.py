from one import f as one_f

x = "two"


def f():
    return x


def call(g):
    x = "local of call"
    return g()


def measure(s):
    return len(s)


def get_special():
    return special
