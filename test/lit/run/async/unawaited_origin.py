# Coroutines that nobody awaits: where they were made, a module warnings that is broken, frames that are cleared.
# stderr: ignore where source lines come from
import sys
import warnings


async def corofn():
    pass


def caught(action):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        action()
    return [str(warning.message).replace(__file__, "FILE") for warning in seen]


def make():
    return corofn()


for depth in 0, 1, 2:
    sys.set_coroutine_origin_tracking_depth(depth)
    print(caught(lambda: (make(), None)[1]))
sys.set_coroutine_origin_tracking_depth(0)

sys.unraisablehook = lambda unraisable: print("unraisable", unraisable.exc_type, unraisable.object.__name__)
original = warnings._warn_unawaited_coroutine
warnings._warn_unawaited_coroutine = lambda coroutine: 1 / 0
print(caught(lambda: (make(), None)[1]))
del warnings._warn_unawaited_coroutine
print(caught(lambda: (make(), None)[1]))
warnings._warn_unawaited_coroutine = original

coroutine = corofn()
print(caught(coroutine.cr_frame.clear))
coroutine.close()


def generator():
    try:
        yield 1
    finally:
        print("closed")


running = generator()
next(running)
running.gi_frame.clear()
print(list(running))
