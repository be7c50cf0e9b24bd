# sys.settrace and sys.setprofile: events, lines, f_trace, changes of f_locals seen by the hook.
import sys

events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    shown = arg[0].__name__ if event == "exception" else arg if event == "return" else None
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno, shown))
    return tracer


def simple(n):
    total = 0
    for i in range(n):
        total += i
    return total


def catches():
    for i in range(1):
        try: raises()
        except KeyError:
            return "caught"


def raises():
    raise KeyError(1)


def gen():
    yield 1
    yield 2


def nested():
    return [x for x in simple_list()]


def simple_list():
    return [1, 2]


def run(f, *args):
    events.clear()
    sys.settrace(tracer)
    try:
        result = f(*args)
    finally:
        sys.settrace(None)
    for e in events:
        print(e)
    print("result", result, sys.gettrace())


run(simple, 2)
run(catches)
run(lambda: list(gen()))
run(nested)


def local_only(frame, event, arg):
    if event == "call" and frame.f_code.co_name == "simple":
        def inner(frame, event, arg):
            if event == "line":
                seen.append((frame.f_lineno - frame.f_code.co_firstlineno, dict(frame.f_locals)))
            return inner
        return inner


seen = []
sys.settrace(local_only)
simple(1)
sys.settrace(None)
print(seen)


def profiler(frame, event, arg):
    if frame.f_code.co_filename == __file__:
        events.append((frame.f_code.co_name, event, getattr(arg, "__name__", arg)))


events.clear()
sys.setprofile(profiler)
simple(1)
len([])
catches()
sys.setprofile(None)
for e in events:
    print(e)
print(sys.getprofile())


def bad(frame, event, arg):
    if frame.f_code.co_name == "simple" and event == "line":
        raise ValueError("from the tracer")
    return bad


sys.settrace(bad)
try:
    simple(3)
except ValueError as e:
    print(e, sys.gettrace())
sys.settrace(None)


def lines():
    f = sys._getframe()
    a = f.f_lineno - f.f_code.co_firstlineno
    b = (f.f_lineno -
         f.f_code.co_firstlineno)
    return a, b, sorted(f.f_locals), f.f_back.f_code.co_name, f.f_lasti >= 0, f.f_globals is globals()


print(lines())
