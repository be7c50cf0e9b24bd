"""A B-tree map: insert, look up, delete, walk. Usage: btree.py [keys], bench size 200000."""

import sys
from bisect import bisect_left

ORDER = 16


class Node:
    __slots__ = ("keys", "values", "children")

    def __init__(self, keys, values, children=None):
        self.keys, self.values, self.children = keys, values, children

    def full(self):
        return len(self.keys) == 2 * ORDER - 1


class BTree:
    def __init__(self):
        self.root = Node([], [])
        self.size = 0

    def __len__(self):
        return self.size

    def __getitem__(self, key):
        node = self.root
        while True:
            i = bisect_left(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                return node.values[i]
            if node.children is None:
                raise KeyError(key)
            node = node.children[i]

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def split(self, parent, i):
        child = parent.children[i]
        m = ORDER - 1
        right = Node(child.keys[m + 1 :], child.values[m + 1 :], child.children and child.children[m + 1 :])
        parent.keys.insert(i, child.keys[m])
        parent.values.insert(i, child.values[m])
        parent.children.insert(i + 1, right)
        del child.keys[m:], child.values[m:]
        if child.children:
            del child.children[m + 1 :]

    def __setitem__(self, key, value):
        if self.root.full():
            self.root = Node([], [], [self.root])
            self.split(self.root, 0)
        node = self.root
        while True:
            i = bisect_left(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                node.values[i] = value
                return
            if node.children is None:
                node.keys.insert(i, key)
                node.values.insert(i, value)
                self.size += 1
                return
            if node.children[i].full():
                self.split(node, i)
                if node.keys[i] == key:
                    node.values[i] = value
                    return
                i += node.keys[i] < key
            node = node.children[i]

    def __delitem__(self, key):
        self.remove(self.root, key)
        self.size -= 1
        if not self.root.keys and self.root.children:
            self.root = self.root.children[0]

    def remove(self, node, key):
        i = bisect_left(node.keys, key)
        here = i < len(node.keys) and node.keys[i] == key
        if node.children is None:
            if not here:
                raise KeyError(key)
            del node.keys[i], node.values[i]
        elif here:
            self.remove_inner(node, i)
        else:
            self.remove(self.refill(node, i), key)

    def remove_inner(self, node, i):
        left, right = node.children[i], node.children[i + 1]
        if len(left.keys) >= ORDER:
            n = left
            while n.children:
                n = n.children[-1]
            node.keys[i], node.values[i] = n.keys[-1], n.values[-1]
            self.remove(left, n.keys[-1])
        elif len(right.keys) >= ORDER:
            n = right
            while n.children:
                n = n.children[0]
            node.keys[i], node.values[i] = n.keys[0], n.values[0]
            self.remove(right, n.keys[0])
        else:
            key = node.keys[i]
            self.remove(self.merge(node, i), key)

    def merge(self, node, i):
        left, right = node.children[i], node.children.pop(i + 1)
        left.keys += [node.keys.pop(i), *right.keys]
        left.values += [node.values.pop(i), *right.values]
        if left.children:
            left.children += right.children
        return left

    def refill(self, node, i):
        """Child i with at least ORDER keys, so that one can be taken from it."""
        child = node.children[i]
        if len(child.keys) >= ORDER:
            return child
        if i > 0 and len(node.children[i - 1].keys) >= ORDER:
            left = node.children[i - 1]
            child.keys.insert(0, node.keys[i - 1])
            child.values.insert(0, node.values[i - 1])
            node.keys[i - 1], node.values[i - 1] = left.keys.pop(), left.values.pop()
            if child.children:
                child.children.insert(0, left.children.pop())
            return child
        if i < len(node.keys) and len(node.children[i + 1].keys) >= ORDER:
            right = node.children[i + 1]
            child.keys.append(node.keys[i])
            child.values.append(node.values[i])
            node.keys[i], node.values[i] = right.keys.pop(0), right.values.pop(0)
            if child.children:
                child.children.append(right.children.pop(0))
            return child
        return self.merge(node, i if i < len(node.keys) else i - 1)

    def items(self, node=None):
        node = node or self.root
        for i, k in enumerate(node.keys):
            if node.children:
                yield from self.items(node.children[i])
            yield k, node.values[i]
        if node.children:
            yield from self.items(node.children[-1])

    def depth(self):
        d, n = 1, self.root
        while n.children:
            d, n = d + 1, n.children[0]
        return d


def main(n):
    t = BTree()
    x = 12345
    keys = []
    for _ in range(n):
        x = (x * 1103515245 + 12345) & 0x7FFFFFFF
        keys.append(x >> 4)
        t[x >> 4] = len(keys)
    print(len(t), t.depth(), sum(k in t for k in keys), sum(k + 1 in t for k in keys))
    ks = [k for k, _ in t.items()]
    print(ks == sorted(set(keys)), t[keys[-1]] == n, ks[0], ks[-1])
    for k in ks[::2]:
        del t[k]
    left = [k for k, _ in t.items()]
    print(len(t), left == ks[1::2], t.depth(), sum(v for _, v in t.items()))
    try:
        del t[ks[0]]
    except KeyError as e:
        print("KeyError", e)
    for k in left:
        del t[k]
    print(len(t), t.depth(), list(t.items()))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
