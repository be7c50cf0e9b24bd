# Sums of lists whose items lie as ints, floats and words, of empty ones, of subclasses and of lists that hold each other.
class Chatty(list):
    def __iter__(self):
        print("iter", end=" ")
        return super().__iter__()

    def __add__(self, other):
        return Chatty(list.__add__(self, other))


class Gone:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name

    def __del__(self):
        print("gone", self.name, end=" ")


def parts():
    return [], [1, 2, 3], [0.5, -1.5], ["a", None], [10**30, 1], [True], [[1], [2]], [1e300, 5], list(range(20))


def sums():
    for a in parts():
        for b in parts():
            c = a + b
            c.append("end")
            print(c, a, b, c[:-1] == [*a, *b])


def objects():
    a, b = [Gone("x"), Gone("y")], [Gone("z")]
    c = a + b + a
    print(c, len(c))
    del a, b
    print("kept", end=" ")
    c = c[1:] + []
    print(len(c))


def wrong(value):
    try:
        return [1] + value
    except TypeError as error:
        return str(error)


for _ in range(2):
    sums()
objects()
for value in ((1,), "a", None, range(2), {1: 2}):
    print(wrong(value))
print(Chatty([1, 2]) + [3], [3] + Chatty([1, 2]), type([3] + Chatty([1])), type(Chatty([1]) + Chatty([2])))
xs = [1]
xs += xs + xs
ys = [xs]
ys = ys + ys + [ys]
xs.append(ys)
print(xs, ys)
total = []
for i in range(300):
    total = total + [i if i % 50 else str(i)] + [i / 2]
print(len(total), total[::97])
