def f():
    raise ValueError("plugin")
f()
