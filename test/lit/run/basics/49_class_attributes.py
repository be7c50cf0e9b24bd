class A:
    shared = []
    n = 0

    def __init__(self):
        self.own = []
        A.n += 1

    total = sum(i for i in range(5))
    names = [c for c in "abc"]

    def m(self):
        return self.__class__.__name__

    alias = m


a, b = A(), A()
a.shared.append(1)
a.own.append(2)
print(b.shared, b.own, A.n, A.total, A.names, a.alias())


class B(A):
    n = 100


b = B()
print(A.n, B.n, b.n, b.m())
b.n = 5
print(b.n, B.n)


class Private:
    def __init__(self):
        self.__x = 1

    def get(self):
        return self.__x


p = Private()
print(p.get(), p.__dict__)
try:
    p.__x
except AttributeError as e:
    print(e)


class Outer:
    class Inner:
        v = 3

    def make(self):
        return Outer.Inner()


print(Outer().make().v, Outer.Inner.__qualname__)
x = "module"


class Scope:
    x = "class"
    y = x

    def f(self):
        return x


print(Scope.y, Scope().f())
def g():
    x = "func"
    class L:
        z = x
    return L.z
print(g())
