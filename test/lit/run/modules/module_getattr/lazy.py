real = "real"


def __getattr__(name):
    if name.startswith("dynamic_"):
        print("getattr", name)
        return name[8:]
    raise AttributeError(f"lazy has no {name}")


def __dir__():
    return ["b", "a"]
