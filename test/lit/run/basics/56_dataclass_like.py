class Stack:
    def __init__(self):
        self._items = []

    def push(self, x):
        self._items.append(x)
        return self

    def pop(self):
        if not self._items:
            raise IndexError("pop from empty stack")
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(reversed(self._items))

    def __str__(self):
        return "Stack<" + ", ".join(map(str, self._items)) + ">"


s = Stack().push(1).push(2).push(3)
print(s, len(s), list(s), s.pop(), s)
while s:
    print(s.pop())
try:
    s.pop()
except IndexError as e:
    print("error:", e)


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


head = None
for v in range(5):
    head = Node(v, head)
node, out = head, []
while node is not None:
    out.append(node.value)
    node = node.next
print(out)


class Tree:
    def __init__(self, v):
        self.v, self.l, self.r = v, None, None

    def add(self, v):
        side = "l" if v < self.v else "r"
        sub = getattr(self, side)
        if sub:
            sub.add(v)
        else:
            setattr(self, side, Tree(v))

    def __iter__(self):
        if self.l:
            yield from self.l
        yield self.v
        if self.r:
            yield from self.r


t = Tree(5)
for v in (3, 8, 1, 4, 9, 7):
    t.add(v)
print(list(t))
