# Sites that meet from one to twenty shapes, in turn and anew, while classes change.


def make(i):
    class Node:
        if i % 3 == 0:
            shared = i

        def __init__(self, value):
            for k in range(i % 4):
                setattr(self, f"pad{k}", k)
            self.value = value
            self.count = 0

        def step(self, by):
            self.count += by
            return self.value * by

    if i % 5 == 0:
        Node.value_of = lambda self: -self.value
    else:
        Node.value_of = lambda self: self.value
    Node.__name__ = f"Node{i}"
    return Node


def walk(nodes, rounds):
    total = 0
    for r in range(rounds):
        for node in nodes:
            total += node.step(r) + node.value + node.value_of()
            node.value = node.value + 1
            node.last = r
    return total


def missing(nodes):
    found = 0
    for node in nodes:
        try:
            found += node.shared
        except AttributeError as error:
            found += len(str(error))
    return found


classes = [make(i) for i in range(20)]
for width in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 20):
    for first in (0, 3, 11):
        nodes = [classes[(first + 7 * k) % 20](k) for k in range(width)]
        print(width, first, walk(nodes, 6), missing(nodes), [n.count for n in nodes][:3])

nodes = [cls(i) for i, cls in enumerate(classes)]
print(walk(nodes, 3))
classes[4].step = lambda self, by: 1000
classes[7].value = property(lambda self: 7, lambda self, v: None)
del classes[9].value_of
try:
    print(walk(nodes, 3))
except AttributeError as error:
    print(error)
classes[9].value_of = lambda self: 9
print(walk(nodes, 3), walk(nodes[::-1], 2), missing(nodes))
