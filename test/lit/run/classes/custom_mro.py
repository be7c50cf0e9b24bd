# Metaclasses that compute the mro: any order, classes that are no bases, and what is seen and assigned while mro() runs.


class A:
    def f(self):
        return "A"


class B(A):
    pass


class C(A):
    def f(self):
        return "C"


class D(B, C):
    pass


class Reversed(type):
    def mro(cls):
        return type.mro(cls)[::-1]


class X(D, B, C, A, metaclass=Reversed):
    pass


print([cls.__name__ for cls in X.__mro__], X().f(), issubclass(X, D), isinstance(X(), X))
A.f = lambda self: "changed"
print(X().f())

for result in ([1], 1, [dict, object], []):
    class Wrong(type):
        def mro(cls):
            return result
    try:
        Wrong("Y", (), {})
    except TypeError as error:
        print(error)


early = True


class Early(type):
    def mro(cls):
        global early
        if early:
            early = False
            print(cls.__mro__)
            try:
                type("Derived", (cls,), {})
            except TypeError as error:
                print(error)
            try:
                super(cls, cls).missing
            except AttributeError as error:
                print(error)
            cls.__bases__ += ()
        return type.mro(cls)


class E(metaclass=Early):
    pass


print(E.__mro__, E.__bases__, [cls for cls in object.__subclasses__() if cls is E] == [E])

ready = False


class Cyclic(type):
    def mro(cls):
        if ready and cls.__name__ == "B1":
            B2.__bases__ = (B1,)
        if ready and cls.__name__ == "B2":
            B1.__bases__ = (B2,)
        return type.mro(cls)


class Base(metaclass=Cyclic):
    pass


class B1(Base):
    pass


class B2(Base):
    pass


ready = True
try:
    B1.__bases__ += ()
except TypeError as error:
    print(error)
ready = False
print(B1.__bases__, B2.__bases__)


class Moving(type):
    def mro(cls):
        global ready
        if ready and cls.__name__ == "M3":
            ready = False
            M3.__bases__ = (M2,)
        return type.mro(cls)


class M0(metaclass=Moving):
    pass


class M1(M0):
    pass


class M2(M0):
    pass


class M3(M0):
    pass


ready = True
M3.__bases__ = (M1,)
M1.__bases__ = (M3,)
print(M3.__bases__, M1.__bases__, M2.__subclasses__(), M1.__subclasses__(), M3.__subclasses__())


class Vanishing(type):
    def mro(cls):
        del Vanishing.mro
        return (A,)


try:
    class Gone(metaclass=Vanishing):
        pass
except TypeError as error:
    print(error)
