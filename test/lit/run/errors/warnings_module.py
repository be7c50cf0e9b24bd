import warnings

with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning, stacklevel=1)
    warnings.warn(UserWarning("instance"))
    exec(compile("x = 1\nx is 1", "<code>", "exec"))
    exec(compile("assert (1, 'msg')", "<code>", "exec"))
    exec(compile("'\\d'", "<code>", "exec"))
    print([(x.category.__name__, str(x.message)) for x in w])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for f in (
        lambda: warnings.warn("raised"),
        lambda: warnings.warn("dep", DeprecationWarning),
        lambda: compile("x is 5", "<c>", "exec"),
    ):
        try:
            f()
        except Exception as e:
            print(type(e).__name__, e)
    warnings.filterwarnings("ignore", message="skip.*")
    warnings.warn("skip this")
    print("ignored")
for f in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nope"), lambda: warnings.warn()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("once")
    for i in range(3):
        warnings.warn("same text")
    print(len(w))
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("default")
    for i in range(3):
        warnings.warn("per line")
    warnings.warn("per line")
    print(len(w), w[0].lineno != w[1].lineno)
print(
    issubclass(DeprecationWarning, Warning),
    warnings.formatwarning("msg", UserWarning, "f.py", 3, "src line"),
    end="",
)
