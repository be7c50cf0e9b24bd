x = "one"


def f():
    return x


def measure(s):
    return len(s)


def get_special():
    return special


def call_f():
    return f()
