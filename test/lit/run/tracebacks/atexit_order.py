# exit: 1
import atexit


class Last:
    def __del__(self):
        print("del at exit")


keep = Last()
atexit.register(print, "registered first")


@atexit.register
def second():
    print("registered second")


atexit.register(lambda *a, **k: print(a, k), 1, 2, x=3)
atexit.unregister(second)
raise ValueError("still runs handlers")
