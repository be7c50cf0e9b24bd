# inspect over functions, classes, frames, generators; signatures of builtins.
import functools
import inspect
import sys
import types


def f(a, b: int = 1, /, c="x", *args, d, e: "str" = None, **kw) -> float:
    """Doc of f.

        indented
    """
    return a


class C:
    """Doc of C."""

    attr = 1

    def __init__(self, x, y=2):
        self.x = x

    def method(self, a, *, b=3):
        "method"

    @classmethod
    def cm(cls, q): pass

    @staticmethod
    def sm(q, r=1): pass

    @property
    def prop(self):
        "prop doc"
        return 1

    async def co(self): pass

    def gen(self):
        yield 1

    async def agen(self):
        yield 1


class D(C):
    def method(self, a, *, b=3): pass


def attempt(g, *args):
    try:
        return g(*args)
    except Exception as e:
        return type(e).__name__, str(e)


sig = inspect.signature(f)
print(sig, sig.return_annotation, list(sig.parameters))
for p in sig.parameters.values():
    print(p, p.kind.description, p.default, p.annotation, repr(p))
print(inspect.signature(C), inspect.signature(C(1).method), inspect.signature(C.cm), inspect.signature(C.sm), inspect.signature(D.method))
for g in (len, sorted, print, isinstance, "".join, [].append, {}.get, int.from_bytes, sum, divmod, open):
    print(getattr(g, "__name__", g), attempt(inspect.signature, g))
print(inspect.signature(functools.partial(f, 1, d=4)), inspect.signature(lambda x, *y: 0))
print(attempt(inspect.signature, 5), attempt(inspect.signature, type))
b = sig.bind(1, 2, 3, 4, d=5, z=6)
print(b, b.args, b.kwargs, b.arguments)
b = sig.bind_partial(1)
b.apply_defaults()
print(b)
for args, kwargs in (((), {}), ((1,), {}), ((1,), {"d": 1, "a": 2}), ((1, 2, 3), {"c": 4, "d": 0})):
    print(attempt(lambda: sig.bind(*args, **kwargs)))
print(sig.replace(parameters=list(sig.parameters.values())[:2], return_annotation=int))
print(attempt(lambda: inspect.Signature([inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY), inspect.Parameter("b", inspect.Parameter.POSITIONAL_ONLY)])))
print(inspect.getfullargspec(f))
print(inspect.getdoc(f), inspect.getdoc(D.method), inspect.getdoc(C.prop), inspect.cleandoc("a\n   b\n    c"))
print([inspect.isfunction(f), inspect.isclass(C), inspect.ismethod(C(1).method), inspect.isbuiltin(len), inspect.isroutine(len),
       inspect.ismodule(sys), inspect.isgeneratorfunction(C.gen), inspect.iscoroutinefunction(C.co), inspect.isasyncgenfunction(C.agen),
       inspect.isgenerator(C(1).gen()), inspect.isdatadescriptor(C.prop), inspect.ismethoddescriptor(str.join), inspect.isabstract(C),
       inspect.isframe(sys._getframe()), inspect.iscode(f.__code__), inspect.istraceback(None), inspect.isgetsetdescriptor(type.__dict__["__name__"]) if "__name__" in type.__dict__ else True])
print([n for n, v in inspect.getmembers(C) if not n.startswith("__")])
print([(a.name, a.kind, a.defining_class.__name__) for a in inspect.classify_class_attrs(D) if not a.name.startswith("__")])
print(inspect.getmro(D), inspect.getmodule(f).__name__, inspect.getfile(f).endswith("inspect_module.py"))
print(type(inspect.getattr_static(C(1), "prop")), inspect.getattr_static(C, "nope", "default"))
print(inspect.unwrap(functools.wraps(f)(lambda: 0)) is f)


def frames():
    return [(i.function, i.lineno, i.index) for i in inspect.stack(0)][:2], inspect.currentframe().f_lineno


print(frames())


def locals_of():
    a, b = 1, "x"
    frame = inspect.currentframe()
    info = inspect.getargvalues(frame)
    return info.args, sorted(k for k in info.locals if k != "info"), inspect.getframeinfo(frame, 0).function


print(locals_of())


def g():
    x = yield 1
    y = yield x


it = g()
print(inspect.getgeneratorstate(it), next(it), inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it), it.send(5), inspect.getgeneratorlocals(it))
it.close()
print(inspect.getgeneratorstate(it))


def outer():
    n, unused = 1, 2

    def inner():
        return n + len([]) + missing
    return inner


cv = inspect.getclosurevars(outer())
print(cv.nonlocals, sorted(cv.builtins), cv.globals, cv.unbound)
print(inspect.getcallargs(f, 1, d=2), attempt(inspect.getcallargs, f))
print(inspect.formatannotation(int), inspect.formatannotation(list[int]), inspect.get_annotations(f), inspect.get_annotations(f, eval_str=True))
print(inspect.indentsize("    x"), inspect.CO_GENERATOR, inspect.Parameter.empty, inspect.Signature.empty)
print(inspect.signature(C).parameters["y"].default, inspect.signature(types.SimpleNamespace) if False else "")


@functools.singledispatch
def sd(a): pass


print(inspect.signature(sd), inspect.isfunction(sd), inspect.iscoroutinefunction(functools.partial(C.co, 1)))
