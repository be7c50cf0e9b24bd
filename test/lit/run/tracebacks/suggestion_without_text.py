# exit: 1
# An exception whose text cannot be made still comes with its suggestion.
import typing


class NoText:
    __str__ = None
    __repr__ = None


class A:
    blech = None

    def __getattr__(self, name):
        raise AttributeError(NoText())


Name = typing.NewType("Name", int)
print(Name(1), Name.__name__)
A().bluch
