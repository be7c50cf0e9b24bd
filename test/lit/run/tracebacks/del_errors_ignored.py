import sys


class D:
    def __del__(self):
        raise ValueError("in del")

    def __repr__(self):
        return "<D>"


def hook(u):
    print("unraisable", u.exc_type.__name__, u.exc_value, u.err_msg, u.object.__qualname__)


sys.unraisablehook = hook
D()
d = D()
del d
x = [D()]
x.clear()
print("still running")
sys.unraisablehook = sys.__unraisablehook__
