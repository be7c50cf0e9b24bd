class CM:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, et, ev, tb):
        print("exit", self.name, et.__name__ if et else None, ev)
        return self.swallow


with CM("a") as x:
    print("body", x)
with CM("a"), CM("b") as y:
    print("two", y)
with (CM("p") as p, CM("q") as q):
    print(p, q)
with CM("s", True):
    raise ValueError("gone")
try:
    with CM("n"):
        raise KeyError("kept")
except KeyError as e:
    print("caught", e)


def f():
    with CM("r"):
        return "value"


print(f())
for i in range(3):
    with CM(str(i)):
        if i == 1:
            break
