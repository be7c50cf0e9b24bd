# exit: 1
def key(x):
    return 1 / (x - 2)


def process(xs):
    return list(map(lambda x: key(x), sorted(xs, key=lambda v: -v)))


print(process([5, 4]))
process([3, 2, 1])
