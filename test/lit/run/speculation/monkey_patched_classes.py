class Shape:
    scale = 2

    def __init__(self, w):
        self.w = w

    def area(self):
        return self.w * self.scale

    def twice(self):
        return self.area() * 2


class Square(Shape):
    def area(self):
        return self.w * self.w


def run(shapes):
    total = 0
    for s in shapes:
        total += s.area() + s.twice()
    return total


shapes = [Shape(3), Square(4)] * 20
print(run(shapes))
Shape.scale = 10
print(run(shapes))
Square.area = lambda self: 1
print(run(shapes))
del Square.area
print(run(shapes))
Shape.area = lambda self: self.w
print(run(shapes))
shapes[0].area = lambda: 1000
print(run(shapes))
del shapes[0].area
print(run(shapes))
Square.w = property(lambda self: 50)
try:
    Square(1)
except AttributeError as e:
    print(e)
print(run(shapes))
del Square.w
shapes[0].scale = 99
Shape.area = lambda self: self.w * self.scale
print(run(shapes))


class Other:
    def area(self):
        return -1

    def twice(self):
        return -2


shapes[3].__class__ = Other
print(run(shapes), type(shapes[3]).__name__, shapes[3].w)
shapes[3].__class__ = Square
print(run(shapes))


class Base2:
    def extra(self):
        return "base2"

    def area(self):
        return 5


class Derived(Shape):
    pass


d = [Derived(1) for _ in range(5)]
print(run(d))
Derived.__bases__ = (Base2, Shape)
print(run(d), d[0].extra())
Derived.__getattr__ = lambda self, n: lambda: 3
print(d[0].anything(), run(d))
Derived.__getattribute__ = lambda self, n: (lambda: 7)
print(run(d))
del Derived.__getattribute__
print(run(d))


class Num:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        return Num(self.v + o.v)

    def __eq__(self, o):
        return self.v == o.v

    def __len__(self):
        return self.v

    def __bool__(self):
        return True

    def __getitem__(self, i):
        return self.v * i

    def __call__(self, x):
        return self.v + x


def ops(a, n):
    out = 0
    for i in range(n):
        b = a + a
        out += b.v + len(a) + a[i] + a(i) + (a == b) + (1 if a else 0)
    return out


a = Num(3)
print(ops(a, 10))
Num.__add__ = lambda self, o: Num(100)
print(ops(a, 10))
Num.__len__ = lambda self: 0
Num.__getitem__ = lambda self, i: -1
print(ops(a, 10))
del Num.__bool__
print(ops(a, 10))
Num.__call__ = lambda self, x: 0
Num.__eq__ = lambda self, o: True
print(ops(a, 10))
a.__add__ = lambda o: "ignored on instances"
print(ops(a, 10))
Num.__iadd__ = lambda self, o: Num(self.v + o)


def inplace(x, n):
    for _ in range(n):
        x += 1
    return x.v


print(inplace(Num(1), 20))


class Slot:
    __slots__ = ("v",)


def slots(xs):
    return sum(x.v for x in xs)


ss = []
for i in range(10):
    s = Slot()
    s.v = i
    ss.append(s)
print(slots(ss))
saved = Slot.__dict__["v"]
Slot.v = property(lambda self: 2)
print(slots(ss))
Slot.v = saved
print(slots(ss))
