# type() with names, docs, namespaces and slots that need care; dir() of modules and tracebacks; bound methods as
# class attributes.
import collections
import sys
import types


def show(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: type("A\udcdcB", (), {}))
show(lambda: type("A", (), {"__doc__": "x\udcdcy"}))
show(lambda: type("A\0B", (), {}))


class Plain:
    pass


show(lambda: setattr(Plain, "__name__", "A\udcdcB"))
ordered = collections.OrderedDict([("a", 1), ("b", 2)])
ordered.move_to_end("a")
print(list(type("C", (), ordered).__dict__.items())[:2])


class Meta(type):
    def __new__(cls, name, bases, namespace):
        return super().__new__(cls, name, bases, namespace)


class Slotted(metaclass=Meta):
    __slots__ = ["__classcell__", "x"]

    def __init__(self):
        super().__init__()


print(type(Slotted.__dict__["__classcell__"]) is types.MemberDescriptorType, type(Slotted.x).__name__)
print(types.MemberDescriptorType.__name__, types.GetSetDescriptorType.__name__)


class Module(types.ModuleType):
    __dict__ = 8


show(lambda: dir(Module("m")))
try:
    raise ValueError
except ValueError:
    print(sorted(dir(sys.exc_info()[2])))


class A:
    def f(self, cls):
        return cls.__name__


class B:
    bound = A().f
    through_class = classmethod(A().f)


print(B().bound(int), B.through_class(), hasattr(A().f, "__get__"))
print(compile(memoryview(b"1 + 1"), "name", "eval").co_name, eval(memoryview(b"1 + 1")))


def function():
    "doc"


print(function.__doc__, function.__module__, function.__closure__)
del function.__doc__, function.__module__
print(function.__doc__, function.__module__)
show(lambda: setattr(function, "__globals__", {}))
