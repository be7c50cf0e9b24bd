import one, two

x = "main"


def f():
    return x


one.f_from_main = f
print(f(), one.f(), two.f(), two.call(f), two.call(one.f), one.f_from_main())
one.x = "patched"
print(one.f(), two.one_f())
one.len = lambda s: "shadowed len"
print(one.measure("abc"), len("abc"), two.measure("abc"))
del one.len
print(one.measure("abc"))
import builtins

builtins.special = "from builtins"
print(special, one.get_special(), two.get_special())
del builtins.special
try:
    one.get_special()
except NameError as e:
    print(e)
one.f = lambda: "replaced function"
print(one.f(), one.call_f(), two.one_f())
print(f.__globals__ is globals(), two.f.__globals__["x"], one.__dict__ is vars(one), two.f.__module__)
exec("x = 'exec in two'", two.__dict__)
print(two.f())
from one import x

x = "rebinding the imported name"
print(one.x)
