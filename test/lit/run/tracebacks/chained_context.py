# exit: 1
def first():
    raise KeyError("first")


def handler():
    try:
        first()
    except KeyError:
        int("not a number")


def top():
    try:
        handler()
    except ValueError:
        undefined_function()


top()
