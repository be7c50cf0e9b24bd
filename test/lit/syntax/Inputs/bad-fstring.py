def f():
    return f"a {x + (y z)} b"
