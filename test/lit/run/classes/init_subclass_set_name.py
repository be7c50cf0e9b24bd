class Plugin:
    registry = []

    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry.append((cls.__name__, name))
        cls.plugin_name = name


class P1(Plugin, name="one"):
    pass


class P2(Plugin):
    pass


class P3(P1, name="three"):
    pass


print(Plugin.registry, P1.plugin_name, P2.plugin_name, P3.plugin_name)
try:

    class P4(Plugin, bogus=1):
        pass

except TypeError as e:
    print(e)


class Field:
    def __init__(self, default=None):
        self.default = default

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name, hasattr(owner, name))
        self.name = name

    def __get__(self, o, t=None):
        if o is None:
            return self
        return o.__dict__.get(self.name, self.default)

    def __set__(self, o, v):
        if not isinstance(v, int):
            raise TypeError(f"{self.name} must be int")
        o.__dict__[self.name] = v


class Model:
    a = Field(1)
    b = Field()

    def __init_subclass__(cls):
        print("init_subclass", cls.__name__, sorted(k for k, v in vars(cls).items() if isinstance(v, Field)))


class Sub(Model):
    c = Field(3)


m = Sub()
m.b = 10
print(m.a, m.b, m.c, m.__dict__, Sub.c.name)
try:
    m.a = "x"
except TypeError as e:
    print(e)


class Broken:
    def __set_name__(self, owner, name):
        raise ValueError("in set_name")


try:

    class HasBroken:
        attr = Broken()

except Exception as e:
    print(type(e).__name__, e, repr(e.__cause__))


class Late:
    pass


Late.f = Field(9)
try:
    Late().f
except AttributeError as e:
    print(e)


class Mix1:
    def __init_subclass__(cls, **kw):
        print("Mix1", cls.__name__, kw)
        super().__init_subclass__(**kw)


class Mix2:
    def __init_subclass__(cls, **kw):
        print("Mix2", cls.__name__, kw)


class Both(Mix1, Mix2, key="val"):
    pass


class Cls:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item!r}]"


print(Cls[5], Cls["a", 1], Cls[1:2], type("Sub", (Cls,), {})[0])
try:
    Both[5]
except TypeError as e:
    print(e)
print(
    list[int],
    dict[str, int],
    list[int].__origin__,
    dict[str, int].__args__,
    tuple[int, ...],
    type[int],
    list[int]() == [],
    list["fwd"],
    list[int] == list[int],
    list[list[int]],
    set[int] | None,
    hash(list[int]) == hash(list[int]),
    isinstance(list[int], type),
)


class Auto:
    def __init_subclass__(cls):
        for k, v in list(vars(cls).items()):
            if callable(v) and not k.startswith("__"):
                setattr(cls, k, (lambda f: lambda self: f"wrapped {f(self)}")(v))


class Use(Auto):
    def hello(self):
        return "hello"


print(Use().hello())


class NewKw:
    def __new__(cls, *a, **k):
        print("new", a, k)
        return super().__new__(cls)

    def __init__(self, *a, **k):
        print("init", a, k)


NewKw(1, x=2)


class Other:
    def __new__(cls):
        return 42

    def __init__(self):
        print("never")


print(Other())


class RetSub:
    def __new__(cls, n):
        return object.__new__(RetSub2 if n else cls)

    def __init__(self, n):
        print("init", type(self).__name__, n)


class RetSub2(RetSub):
    pass


RetSub(0), RetSub(1)


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as e:
    print(e)
