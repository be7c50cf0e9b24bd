# Loops that unpack enumerate(...) at once: when items die, loops that go on with the same object, what asks for tuples in
# between, ends, and what the collector sees.
import gc


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def popped():
    items = [Noisy(i) for i in range(4)]
    for i, item in enumerate(items):
        items[i] = None
        del item
        print("step", i)
    print("end")


def produced(count):
    for i in range(count):
        yield Noisy(("made", i))


def of_generator():
    for i, item in enumerate(produced(3)):
        print(i, item.name)
    print("after")
    del item
    print("done")


def continued():
    items = [10, 20, 30, 40, 50, 60, 70]
    pairs = enumerate(items, 5)
    for i, item in pairs:
        print(i, item)
        if item == 20:
            break
    kept = next(pairs)
    for i, item in pairs:
        print(i, item, kept)
        if item == 50:
            break
    print(pairs.__reduce__()[1][1], list(pairs))
    items.append(80)
    print(list(pairs), next(pairs, "ended"))
    for i, item in pairs:
        print("never")


def ended_and_grown():
    items = [1]
    pairs = enumerate(items)
    for i, item in pairs:
        print(i, item)
    items.append(2)
    for i, item in pairs:
        print("never", i, item)


def dropped():
    pairs = enumerate([Noisy("x"), Noisy("y"), Noisy("z")])
    for i, item in pairs:
        if i == 1:
            break
    del item
    print("before")
    del pairs
    print("after")


class Sub(enumerate):
    pass


def kinds():
    for items in ([], (), range(0), range(3), (1, 2), "ab", {1: 2}, [5e-324, 1.5], [1e300], Sub("xy"), [10 ** 30], {7},
                  enumerate("q"), iter([1]), reversed([1, 2])):
        for i, item in enumerate(items):
            print(i, item, end="; ")
        print()
    for i, item in Sub([3, 4], 1):
        print(i, item)
    for i, item in enumerate("abc", (1 << 61) - 2):
        print(i, item)
    for i, item in enumerate([1, 2], 1 << 70):
        print(i, item)


def cycle():
    items = [Noisy("cycle")]
    pairs = enumerate(items)
    items.append(pairs)
    for i, item in pairs:
        pass
    del items, pairs, item
    print(gc.collect() > 0)


def counts():
    item = Noisy("counted")
    for i, same in enumerate([item] * 50):
        if i % 20 == 7:
            gc.collect()
    for _ in range(100):
        for i, same in enumerate((item, item)):
            break
    print("dropping")
    del same
    print("last")
    del item
    print("dropped")


def growing():
    items = [0]
    for i, item in enumerate(items):
        if i < 40:
            items.append(item + i)
        if i == 20:
            items.insert(0, -1)
    print(i, item, len(items))


for function in (popped, of_generator, continued, ended_and_grown, dropped, kinds, cycle, counts, growing):
    print(function.__name__)
    function()
