"""Helper module."""
print("helper is executed once, as", __name__)
CONST = 42
counter = 0


def add(a, b):
    return a + b


def bump():
    global counter
    counter += 10
    return counter
