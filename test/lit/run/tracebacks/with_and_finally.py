# exit: 1
class CM:
    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        print("exit", t.__name__)
        raise TypeError("from exit")


def f():
    with CM():
        raise ValueError("from body")


try:
    f()
finally:
    print("finally")
