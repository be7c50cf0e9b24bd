def greet(name, greeting="Hello", mark="!"):
    return greeting + ", " + name + mark


print(greet("Ann"))
print(greet("Bob", "Hi"))
print(greet("Cy", "Hey", "?"))
print(greet("Di", mark="."))
print(greet(mark="~", name="Ed"))
print(greet(greeting="Yo", mark="", name="Flo"))


def keep(x, acc=[]):
    acc.append(x)
    return acc


print(keep(1), keep(2), keep(3, []))
print(keep(4))

n = 5


def late(v=n):
    return v


n = 6
print(late(), late(n))


def kwonly(a, *, b, c=3):
    return a, b, c


print(kwonly(1, b=2))
print(kwonly(1, c=5, b=4))


def posonly(a, b=2, /, c=3):
    return a, b, c


print(posonly(1), posonly(1, 5), posonly(1, 5, c=6), posonly(1, 5, 7))
