# __getattr__ is asked only for what the class and the object do not have; sites are warm.
from enum import Enum


class Lazy:
    shared = "shared"

    def __init__(self):
        self.own = "own"

    def __getattr__(self, name):
        asked.append(name)
        return "lazy " + name

    def method(self):
        return self.own

    @property
    def failing(self):
        raise AttributeError("inner")

    @property
    def fine(self):
        return "fine"


def look(o):
    return o.own, o.shared, o.method(), o.fine, o.failing, o.other


def warm(function, *args):
    return [function(*args) for _ in range(20)][-1]


asked = []
lazy = Lazy()
print(warm(look, lazy), len(asked))
del lazy.own
print(look(lazy))
lazy.own, lazy.method = "again", lambda: "instance's"
print(look(lazy))
Lazy.shared = property(lambda self: "now a property")
print(look(lazy))
del Lazy.shared
print(look(lazy))
Lazy.__getattribute__ = lambda self, name: "all " + name if name != "method" else object.__getattribute__(self, name)
print(look(lazy))
del Lazy.__getattribute__
print(look(lazy))
del Lazy.__getattr__
try:
    look(lazy)
except AttributeError as error:
    print(error)


class Slots:
    __slots__ = "a", "b"

    def __getattr__(self, name):
        return "no " + name


def two(o):
    return o.a, o.b


slots = Slots()
slots.a = 1
print(warm(two, slots))
slots.b = 2
print(two(slots))
del slots.a
print(two(slots))


# Attributes of classes whose metaclass has __getattr__, and changes.
class Color(Enum):
    RED = 1
    BLUE = 2


def red():
    return Color.RED


print(warm(red), warm(red) is Color.RED, Color.RED.value, warm(lambda: Color.BLUE.name))
try:
    Color.GREEN
except AttributeError as error:
    print(error)


class Meta(type):
    def __getattr__(cls, name):
        return "meta " + name


class Made(metaclass=Meta):
    x = "x of Made"


class Sub(Made):
    pass


def get():
    return Made.x, Sub.x, Sub.y


print(warm(get))
Made.x = "changed"
print(get())
Meta.x = "of Meta"
print(get())
Meta.x = property(lambda cls: "property of Meta for " + cls.__name__)
print(get())
del Meta.x
Meta.y = 5
print(get())
Meta.__getattribute__ = lambda cls, name: "all of it"
print(get())
del Meta.__getattribute__, Meta.__getattr__, Meta.y
try:
    get()
except AttributeError as error:
    print(error)


class Plain(type):
    pass


class Base:
    pass


class Child(Base, metaclass=Plain):
    z = "z of Child"


def getz():
    return Child.z


print(warm(getz))
Plain.z = property(lambda cls: "of Plain")
print(getz())
