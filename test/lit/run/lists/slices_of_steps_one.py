# list[a:b], list[a:b:-1] and list[a:b] = list for bounds in and out of range, None and odd ones, of lists of each kind.


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value


BOUNDS = (None, 0, 1, 3, 5, 6, 100, -1, -4, -5, -6, -100, 1 << 61, -(1 << 61), 1 << 70, -(1 << 70), True, Index(2))
KINDS = ([], [1, 2, 3, 4, 5], [0.5, 1.5, 2.5, 3.5, 4.5], ["a", "b", "c", "d", "e"], [1, 2.5, "x", None, 10 ** 30], [7])


def cut(items, start, stop):
    return items[start:stop], items[start:stop:1], items[start:stop:-1], items[start:stop:None]


def put(items, start, stop, new):
    items[start:stop] = new
    return items


def put_stepped(items, start, stop, new, step):
    try:
        items[start:stop:step] = new
    except ValueError as error:
        return str(error)
    return items


total = 0
for items in KINDS:
    for start in BOUNDS:
        for stop in BOUNDS:
            results = [cut(items, start, stop)]
            for new in ([], [9], [8, 9], [0.25], [0.25, 0.75, 1.0], ["z"], (1, 2), items, items[::-1], range(2)):
                results.append(put(items[:], start, stop, new))
                results.append(put_stepped(items[:], start, stop, new, -1))
                results.append(put_stepped(items[:], start, stop, new, 1))
            text = str(results)
            total = (total * 31 + sum(map(ord, text)) + len(text)) % (1 << 61)
    print(len(items), total, cut(items, 1, -1), cut(items, 3, None), cut(items, -2, 0))
for start, stop, step in ((0.5, None, None), (None, "a", -1), (None, None, 0), (1, 2, 1.0), (None, [], 1)):
    for sequence in ([1, 2, 3], (1, 2, 3), "abc"):
        try:
            print(sequence[start:stop:step])
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
    try:
        target = [1, 2, 3]
        target[start:stop:step] = [4]
        print(target)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


def flips(count):
    items, done = list(range(count)), 0
    for i in range(200):
        k = i * 7 % count
        items[:k + 1] = items[k::-1]
        done += items[0]
    return items, done


print(flips(9), flips(1))
