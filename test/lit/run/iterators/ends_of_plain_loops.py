# Loops over lists, tuples and ranges: an iterator that has ended stays so and lets go of what it went over, also where
# that dies with it or looks at it while it dies.
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def grown(make):
    items = make([1, 2])
    iterator = iter(items)
    for _ in range(2):
        for item in iterator:
            print(item, end=" ")
        if isinstance(items, list):
            items.append(3)
    print(list(iterator), next(iterator, "ended"), iterator.__length_hint__())


def dying():
    for item in [Noisy("a"), Noisy("b")]:
        print("loop", item.name)
    del item
    print("after list")
    for item in (Noisy("c"), Noisy("d")):
        if item.name == "d":
            break
    print("broken off")
    del item
    iterator = iter([Noisy("e")])
    for item in iterator:
        pass
    del item
    print("ended", next(iterator, None))
    iterator = iter((Noisy("f"), 1))
    next(iterator)
    iterator = None
    print("dropped")


class Subclass(list):
    def __iter__(self):
        print("iter", end=" ")
        return list.__iter__(self)


class Items(tuple):
    pass


def others():
    for items in (Subclass((1, 2)), Items((3, 4)), (), [], range(0), range(2), range(5, 0, -2), [1.5, 2.5], [10 ** 30],
                  [1e300, 1e-300, 5e-324], {1: 2}, "ab", range(1 << 62, (1 << 62) + 2)):
        for item in items:
            print(item, end=" ")
        print(type(iter(items)).__name__)
    try:
        for item in 5:
            pass
    except TypeError as error:
        print(error)


def nested(depth):
    items = [Noisy("deep")]
    for _ in range(depth):
        items = iter([items])
    print(type(items).__name__)
    del items
    print("unnested")


def shrinking():
    items = list(range(10))
    for item in items:
        items.pop()
        print(item, end=" ")
    print(items)
    iterator = iter(items)
    for item in iterator:
        items.clear()
    items.extend(range(5))
    print(list(iterator))


def cycle():
    items = []
    iterator = iter(items)
    items.append(iterator)
    items.append(Noisy("cycle"))
    next(iterator)
    del items, iterator
    print(gc.collect() > 0)
    held = [Noisy("held")]
    iterator = iter(held)
    held.append(iterator)
    for item in iterator:
        pass
    del held, item
    print("before")
    del iterator
    print("end")


grown(list)
grown(tuple)
dying()
others()
nested(5)
nested(500)
shrinking()
cycle()
