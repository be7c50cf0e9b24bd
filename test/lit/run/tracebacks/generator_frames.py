# exit: 1
def numbers():
    yield 1
    yield 2 / zero


def doubled():
    for n in numbers():
        yield n * 2


def wrapped():
    yield from doubled()


zero = 0
for n in wrapped():
    print(n)
