import types

for t in (
    int,
    float,
    str,
    bytes,
    bytearray,
    list,
    tuple,
    dict,
    set,
    frozenset,
    bool,
    complex,
    range,
    slice,
    object,
    type,
    type(None),
    type(...),
    type(NotImplemented),
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    types.GeneratorType,
    types.CodeType,
    types.ModuleType,
    property,
    staticmethod,
    classmethod,
    super,
    memoryview,
    enumerate,
    zip,
    map,
    filter,
    reversed,
    BaseException,
    types.FrameType,
    types.TracebackType,
    types.CellType,
    types.MappingProxyType,
    types.CoroutineType,
):
    print(
        t.__name__,
        t.__qualname__,
        t.__module__,
        t.__mro__[1:],
        t.__base__,
        type(t).__name__,
        t.__basicsize__ > 0,
    )
print(
    type(5),
    type(type(5)),
    type.__name__,
    (5).__class__,
    int.__class__,
    object.__class__,
    type.__class__ is type,
)
print(
    isinstance(True, int),
    issubclass(bool, int),
    bool.__base__,
    int.__subclasses__()[:1],
    isinstance(int, type),
    isinstance(type, object),
    isinstance(object, type),
    issubclass(type, object),
)
for t in (
    type(None),
    type(...),
    bool,
    range,
    slice,
    type(NotImplemented),
    types.FunctionType,
    types.GeneratorType,
    type({}.keys()),
    types.MethodType,
    types.CellType,
    types.CodeType,
):
    try:
        type("Sub", (t,), {})
        print(t.__name__, "subclassable")
    except TypeError as e:
        print(e)
for t in (
    types.FunctionType,
    types.GeneratorType,
    types.CodeType,
    types.FrameType,
    types.BuiltinFunctionType,
    type(iter([])),
    type({}.keys()),
    types.TracebackType,
    type(None),
    type(len.__call__),
    types.ModuleType,
    types.MethodType,
    types.MappingProxyType,
    type(int.__add__),
    types.EllipsisType,
    types.NotImplementedType,
    types.UnionType,
):
    try:
        print(t())
    except TypeError as e:
        print(e)
X = type("X", (int,), {"a": 1, "m": lambda self: self + 1})
print(X(4).m(), X.a, X.__dict__["a"], X.__name__, X.__bases__, X.__module__)
X.__name__ = "Y"
X.__qualname__ = "Z.Y"
X.__module__ = "mod"
print(X, X.__name__, repr(X(1)), X.__doc__)
X.__doc__ = "documented"
print(X.__doc__, int.__doc__[:20], type(X.__dict__).__name__, "a" in X.__dict__, X.__annotations__)
for code in (
    "X.__name__ = 5",
    "X.__name__ = 'a\\0b'",
    "X.__qualname__ = 5",
    "X.__bases__ = 5",
    "X.__bases__ = (5,)",
    "X.__bases__ = ()",
    "int.__name__ = 'x'",
    "int.a = 5",
    "del int.real",
    "X.__mro__ = ()",
    "X.__class__ = int",
    "del X.__module__",
    "X.__dict__['q'] = 1",
    "type.x = 1",
    "object.x = 1",
    "None.__class__ = int",
    "(5).__class__ = float",
    "X(5).__class__ = int",
    "X.zz",
    "del X.zz",
    "type(5, 6)",
    "type(1, 2, 3)",
    "type('a', (), {}, x=1)",
    "int.__new__(str)",
    "object.__new__(5)",
    "object.__new__()",
    "int.mro(5)",
    "X.mro()[0].__name__",
    "type.__subclasses__(int) is None",
    "isinstance(1, X)",
    "int == 5",
    "int < str",
    "hash(int) == hash(int)",
    "int | str | None",
    "int | 5",
    "str[int]",
    "len(int)",
    "iter(int)",
    "int + 1",
    "callable(int)",
    "int()",
    "str() == ''",
    "list() == []",
    "bool(int)",
):
    try:
        print(code, eval(code) if not any(s in code for s in (" = ", "del ")) else exec(code))
    except Exception as e:
        print(code, "->", type(e).__name__, e)
