import weakref


class Cached:
    def __init__(self, f):
        self.f = f
        self.values = weakref.WeakKeyDictionary()

    def __get__(self, o, t=None):
        if o is None:
            return self
        if o not in self.values:
            print("compute", self.f.__name__)
            self.values[o] = self.f(o)
        return self.values[o]

    def __set__(self, o, v):
        raise AttributeError(f"{self.f.__name__} is cached")

    def __delete__(self, o):
        self.values.pop(o, None)


class Data:
    def __init__(self, n):
        self.n = n

    @Cached
    def square(self):
        return self.n**2

    @Cached
    def cube(self):
        return self.square * self.n


a, b = Data(3), Data(4)
print(a.square, a.square, b.square, a.cube, len(Data.square.values))
del a.square
print(a.square)
try:
    a.square = 5
except AttributeError as e:
    print(e)
del b
print(len(Data.square.values))


class Observed:
    def __init__(self, default=None):
        self.default = default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, o, t=None):
        return self if o is None else o.__dict__.get(self.name, self.default)

    def __set__(self, o, v):
        old = self.__get__(o)
        o.__dict__[self.name] = v
        for f in o.__dict__.get("_watchers", ()):
            f(self.name, old, v)

    def __delete__(self, o):
        del o.__dict__[self.name]


class Model:
    x = Observed(0)
    y = Observed()

    def watch(self, f):
        self.__dict__.setdefault("_watchers", []).append(f)


m = Model()
m.watch(lambda *a: print("changed", a))
m.x = 5
m.x += 1
m.y = "s"
del m.x
print(m.x, m.y)
try:
    del m.x
except KeyError as e:
    print("KeyError", e)


class Alias:
    def __init__(self, target):
        self.path = target.split(".")

    def __get__(self, o, t=None):
        for p in self.path:
            o = getattr(o, p)
        return o

    def __set__(self, o, v):
        *init, last = self.path
        for p in init:
            o = getattr(o, p)
        setattr(o, last, v)


class Inner:
    v = 1


class Outer:
    def __init__(self):
        self.inner = Inner()

    val = Alias("inner.v")
    name = Alias("__class__.__name__")


o = Outer()
o.val = 7
print(o.val, o.inner.v, Inner.v, o.name)


class Multi:
    def __init__(self):
        self.impls = []

    def register(self, *types):
        def deco(f):
            self.impls.append((types, f))
            return self

        return deco

    def __get__(self, o, t=None):
        def call(*args):
            for types, f in self.impls:
                if len(types) == len(args) and all(map(isinstance, args, types)):
                    return f(o, *args)
            raise TypeError(f"no overload for {', '.join(type(a).__name__ for a in args)}")

        return call


class Over:
    f = Multi()

    @f.register(int)
    def f(self, x):
        return "int"

    @f.register(str, int)
    def f(self, s, n):
        return s * n


v = Over()
print(v.f(1), v.f("ab", 2))
try:
    v.f(1.5)
except TypeError as e:
    print(e)
