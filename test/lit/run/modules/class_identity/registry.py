names = []


def register(cls):
    names.append(cls.__name__)
    return cls
