print("second starts")
import first

seen = hasattr(first, "VALUE")
VALUE = "second value"


def get():
    return first.VALUE


print("second ends")
