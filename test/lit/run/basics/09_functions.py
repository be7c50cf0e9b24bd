def add(a, b):
    return a + b


def nothing():
    pass


def early(n):
    if n < 0:
        return "neg"
    return "pos"


def many():
    return 1, 2, 3


print(add(2, 3))
print(add("x", "y"))
print(nothing())
print(early(-1), early(1))
print(many())
a, b, c = many()
print(a, b, c)


def outer(x):
    def inner(y):
        return y * 2
    return inner(x) + 1


print(outer(10))
f = add
print(f(1, 1))
print(add(add(1, 2), add(3, 4)))
