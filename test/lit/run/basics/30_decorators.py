def twice(f):
    def wrapper(*args, **kwargs):
        f(*args, **kwargs)
        return f(*args, **kwargs)
    return wrapper


@twice
def hi(name):
    print("hi", name)
    return len(name)


print(hi("bob"))


def tag(name):
    def deco(f):
        def wrapper(*a):
            return "<" + name + ">" + f(*a) + "</" + name + ">"
        return wrapper
    return deco


@tag("b")
@tag("i")
def text(s):
    return s


print(text("x"))
registry = {}


def register(cls):
    registry[cls.__name__] = cls
    return cls


@register
class Foo:
    pass


print(list(registry), registry["Foo"] is Foo)


class Count:
    def __init__(self, f):
        self.f = f
        self.n = 0

    def __call__(self, *a):
        self.n += 1
        return self.f(*a)


@Count
def add(a, b):
    return a + b


add(1, 2)
print(add(3, 4), add.n)
table = [lambda f: f, lambda f: "replaced"]


@table[1]
def gone():
    pass


print(gone)
