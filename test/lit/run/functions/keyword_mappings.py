# f(**mapping): keys that come twice, keys that are no str, mappings that are no dicts.


def f(x=0, *args, **keywords):
    return x, args, keywords


class Pairs:
    def __init__(self, *pairs):
        self.pairs = pairs

    def keys(self):
        return [key for key, _ in self.pairs]

    def __getitem__(self, name):
        print("get", name)
        return dict(self.pairs)[name]


class NoKeys:
    def keys(self):
        raise AttributeError("inner")


class BadKeys:
    def keys(self):
        raise KeyError("inner")


def show(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


show(lambda: f(**Pairs(("x", 1), ("y", 2))))
show(lambda: f(**Pairs(("x", 1), ("x", 2))))
show(lambda: f(a=3, **Pairs(("x", 1), ("x", 2))))
show(lambda: f(**{"a": 3}, **Pairs(("x", 1), ("a", 2))))
show(lambda: f(**{1: 3}, **{1: 5}))
show(lambda: f(**{1: 3}, **{2: 5}))
show(lambda: f(**NoKeys()))
show(lambda: f(**BadKeys()))
show(lambda: f(**[("x", 1)]))
