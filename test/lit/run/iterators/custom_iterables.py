class LinkedList:
    class Node:
        __slots__ = ("value", "next")

        def __init__(self, value, next=None):
            self.value, self.next = value, next

    def __init__(self, items=()):
        self.head = None
        self.size = 0
        for i in reversed(list(items)):
            self.push(i)

    def push(self, v):
        self.head = self.Node(v, self.head)
        self.size += 1

    def __iter__(self):
        n = self.head
        while n:
            yield n.value
            n = n.next

    def __len__(self):
        return self.size

    def __getitem__(self, i):
        if isinstance(i, slice):
            return LinkedList(list(self)[i])
        if i < 0:
            i += self.size
        for k, v in enumerate(self):
            if k == i:
                return v
        raise IndexError(f"index {i} out of range")

    def __reversed__(self):
        prev = LinkedList()
        for v in self:
            prev.push(v)
        return iter(prev)

    def __contains__(self, v):
        return any(x == v for x in self)

    def __repr__(self):
        return "LL(" + " -> ".join(map(repr, self)) + ")"

    def __eq__(self, o):
        return isinstance(o, LinkedList) and len(self) == len(o) and all(a == b for a, b in zip(self, o))


l = LinkedList([1, 2, 3, 4])
print(
    l,
    len(l),
    l[0],
    l[-1],
    l[1:3],
    3 in l,
    9 in l,
    list(reversed(l)),
    l == LinkedList([1, 2, 3, 4]),
    sum(l),
    max(l),
    [*l],
    sorted(l, reverse=True),
    dict(enumerate(l)),
    list(zip(l, l[1:])),
)
a, *b = l
print(a, b)
try:
    l[10]
except IndexError as e:
    print(e)


class Grid:
    def __init__(self, w, h):
        self.w, self.h = w, h
        self.cells = {}

    def __setitem__(self, pos, v):
        x, y = pos
        if not (0 <= x < self.w and 0 <= y < self.h):
            raise IndexError(pos)
        self.cells[pos] = v

    def __getitem__(self, pos):
        return self.cells.get(pos, ".")

    def rows(self):
        for y in range(self.h):
            yield (self[x, y] for x in range(self.w))

    def __iter__(self):
        return ((x, y) for y in range(self.h) for x in range(self.w))

    def __str__(self):
        return "\n".join("".join(r) for r in self.rows())


g = Grid(4, 3)
g[1, 1] = "#"
g[3, 2] = "@"
print(g)
print(list(g)[:3], sum(1 for p in g if g[p] != "."))
try:
    g[4, 0] = "x"
except IndexError as e:
    print(e)


class Peek:
    def __init__(self, it):
        self.it = iter(it)
        self.buf = []

    def __iter__(self):
        return self

    def __next__(self):
        return self.buf.pop(0) if self.buf else next(self.it)

    def peek(self, default=None):
        if not self.buf:
            try:
                self.buf.append(next(self.it))
            except StopIteration:
                return default
        return self.buf[0]


p = Peek([1, 2])
print(p.peek(), next(p), p.peek(), next(p), p.peek("none"), next(p, "end"))


class Range2:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        print("iter called")
        return RangeIter(self.n)


class RangeIter:
    def __init__(self, n):
        self.i, self.n = 0, n

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i

    def __iter__(self):
        return self


r = Range2(3)
print([(x, y) for x in r for y in r])
print(list(r), 2 in r)


class Tree:
    def __init__(self, v, *kids):
        self.v, self.kids = v, kids

    def __iter__(self):
        yield self.v
        for k in self.kids:
            yield from k

    def depth(self):
        return 1 + max((k.depth() for k in self.kids), default=0)

    def levels(self):
        level = [self]
        while level:
            yield [n.v for n in level]
            level = [k for n in level for k in n.kids]


t = Tree(1, Tree(2, Tree(4)), Tree(3, Tree(5), Tree(6, Tree(7))))
print(list(t), t.depth(), list(t.levels()), sum(t))


class Infinite:
    def __getitem__(self, i):
        return i * i


it = iter(Infinite())
print([next(it) for _ in range(5)], 49 in Infinite())
