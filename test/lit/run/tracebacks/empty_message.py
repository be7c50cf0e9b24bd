# exit: 1
def f():
    raise ValueError


try:
    f()
except ValueError:
    raise KeyError("")
