"""Tree walks by recursive generators. Usage: generators.py [nodes], bench size 200000."""

import sys


class Tree:
    __slots__ = ("left", "value", "right")

    def __init__(self, left, value, right):
        self.left, self.value, self.right = left, value, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def preorder(self):
        yield self.value
        for child in (self.left, self.right):
            if child:
                for v in child.preorder():
                    yield v


def tree(values):
    n = len(values)
    if n == 0:
        return None
    i = n // 2
    return Tree(tree(values[:i]), values[i], tree(values[i + 1 :]))


def evens(it):
    for x in it:
        if x % 2 == 0:
            yield x


def running_sum(it):
    total = 0
    for x in it:
        total += x
        yield total


def averager():
    total = count = 0
    avg = None
    while True:
        v = yield avg
        total += v
        count += 1
        avg = total / count


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    t = tree(range(n))
    print(sum(t), sum(1 for _ in t.preorder()))
    print(max(running_sum(evens(t))))
    a = averager()
    next(a)
    for v in t:
        last = a.send(v)
    print(last, sum(x * y for x, y in zip(t, t.preorder())))
