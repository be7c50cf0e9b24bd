print("first starts")
import second

print("first continues", second.seen)
VALUE = "first value"


def get():
    return second.VALUE
