# __dict__ of classes and modules is not replaced through a base that brings the attribute along; what descriptors may
# do while they are looked up.
import types


class Base:
    pass


class Meta(type, Base):
    pass


class Module(types.ModuleType, Base):
    pass


class Error(Base, Exception):
    pass


class C(metaclass=Meta):
    pass


def show(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


descriptor = Base.__dict__["__dict__"]
for target in C, Module("spam"):
    show(lambda: descriptor.__set__(target, {}))
    show(lambda: descriptor.__delete__(target))
    show(lambda: setattr(target, "__dict__", {}))
    show(lambda: type(descriptor.__get__(target)).__name__)
error = Error()
error.__dict__ = {"a": 1}
print(error.a, descriptor.__get__(error))


class Vanishing:
    def __hash__(self):
        return hash("attr")

    def __eq__(self, other):
        if "attr" in Holder.__dict__:
            del Holder.attr
        return False


class Descriptor:
    def __get__(self, instance, owner=None):
        return 1


class Holder:
    attr = Descriptor()


holder = Holder()
holder.__dict__[Vanishing()] = 0
print(holder.attr, hasattr(holder, "attr"))


class Compared:
    @property
    def __eq__(self):
        raise AttributeError("not shown")


print(Compared() == Compared())
show(lambda: type.__getattribute__(list, 1))
show(lambda: type.__setattr__(C, b"x", None))
show(lambda: type("Slots", (), {"__slots__": ["\x80"]}))
show(lambda: range(2 ** 63 - 1).__len__() == 2 ** 63 - 1)
