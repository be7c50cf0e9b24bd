# warnings: filters, once and default, catch_warnings, showwarning, warnings of the compiler, errors.
import sys
import warnings


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except BaseException as e:
        return type(e).__name__, str(e)


def show(w):
    return w.category.__name__, str(w.message), w.lineno, w.filename.rsplit("/", 1)[-1]


def warns(level=1):
    warnings.warn("text", UserWarning, stacklevel=level)


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warns()
    warns(2)
    warnings.warn("dep", DeprecationWarning)
    warnings.warn(RuntimeWarning("object"))
    warnings.warn_explicit("explicit", FutureWarning, "some.py", 7)
    compile("x is 5", "<c>", "eval")
    compile("assert (1, 'x')", "<c>", "exec")
    compile("'\\d'", "<c>", "eval")
    compile("1 is 2\n[](1)\n'a'[1, 2]\n{}.x()", "<c>", "exec")
    eval("0x1for x in ()") if False else None
    ~True if False else None
print([show(w) for w in log])
for action in ("default", "once", "module", "ignore", "error"):
    with warnings.catch_warnings(record=True) as log:
        warnings.resetwarnings()
        warnings.simplefilter(action)
        print(action, [attempt(warns) for _ in range(3)], len(log), attempt(compile, "1 is 1", "<w>", "eval") is not None)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        compile("x = 1\ny is 'a'\n", "<e>", "exec")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.filename)
    try:
        compile("'\\q'", "<e>", "eval")
    except SyntaxError as e:
        print(type(e).__name__, e.msg, e.lineno, e.offset, e.text, e.filename)
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="no.*", category=UserWarning)
    warnings.filterwarnings("error", module="nowhere")
    warnings.warn("no thing")
    warnings.warn("some thing")
    print([str(w.message) for w in log], warnings.filters[:2])
print(attempt(warnings.warn, "x", 5), attempt(warnings.filterwarnings, "bad"), attempt(warnings.simplefilter, "ignore", 5))
print(repr(warnings.formatwarning("m", UserWarning, "f.py", 3, "the line")))


def custom(message, category, filename, lineno, file=None, line=None):
    print("custom", message, category.__name__, lineno)


old = warnings.showwarning
warnings.showwarning = custom
warnings.warn("shown")
warnings.showwarning = old
warnings.warn("to stderr")
warnings.warn("resource", ResourceWarning)
sys.stderr.flush()


class Mine(UserWarning):
    pass


warnings.warn("mine", Mine, stacklevel=1)
print(issubclass(Mine, Warning), sorted(k for k in warnings.__all__)[:3])
with warnings.catch_warnings(action="ignore") if sys.version_info >= (3, 12) else warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warnings.warn("silent")
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for text, mode in (("a = 'é' + '\\d'", "exec"), ("x\ny = f('\\d',\n  2)\n", "exec"), ("'''a\n\\d'''", "eval"), ("b'\\q'", "exec"), ("x is ()", "exec")):
        try:
            compile(text, "<e>", mode)
        except SyntaxError as e:
            print(e.msg, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset)
