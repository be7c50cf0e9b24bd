# Values that native code uses without a reference of its own, while what holds
# them lets go.
import sys
import weakref


class Node:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next

    def __del__(self):
        print("del", self.name)

    def own(self):
        return self.name

    def tail(self, depth=0, *, step=1):
        return depth + step if self.next is None else self.next.tail(depth + step)


class Holder:
    def __init__(self, node):
        self.node = node

    @property
    def dropping(self):
        self.node = None
        return 1

    def __getattr__(self, name):
        self.node = None
        return 2


def chains(holder):
    return holder.node.next.name, holder.node.own()


def compared(holder):  # the property drops the node that is compared
    return holder.node == holder.dropping


def compared_late(holder):
    return holder.node == holder.missing


def stored(holder):
    holder.node = holder.node.next
    holder.node.next = holder.node.next


def shifted(items):
    items[0] = items[0].next
    return items[0].own()


for form in compared, compared_late:
    print(form(Holder(Node(form.__name__))))
holder = Holder(Node("a", Node("b", Node("c"))))
print(chains(holder))
stored(holder)
print(holder.node.name, holder.node.tail(), holder.node.tail(5))
items = [Node("x", Node("y"))]
print(shifted(items))
del items, holder


class Equal:
    def __init__(self, holder):
        self.holder = holder

    def __eq__(self, other):
        self.holder.clear()
        return self

    def __bool__(self):
        print("bool")
        return False


def equal(mapping):
    if mapping["k"] == 1:
        return "equal"
    return "different"


mapping = {}
mapping["k"] = Equal(mapping)
print(equal(mapping))


# Methods replaced while their arguments are made, and while they run.
class Changing:
    def first(self, x):
        return "old", x

    def replaced(self):
        def first(self, x):
            return "new", x
        Changing.first = first
        return 3

    def removes(self):
        reference = weakref.ref(Changing.removes)
        del Changing.removes
        return reference() is None or "kept", self.after()

    def after(self):
        return "after"


def change(changing):
    return changing.first(changing.replaced()), changing.first(4)


for _ in range(2):
    print(change(Changing()))
print(Changing().removes()[1], hasattr(Changing, "removes"))


# Defaults, and what replaces them.
def counted(a, b=2, c=(3,)):
    counted.__defaults__ = (b + 1, c + (a,))
    return a, b, c


def calls():
    return counted(1), counted(2), counted(3, 4), counted(5, 6, 7 and (8,))


for _ in range(2):
    print(calls())
counted.__defaults__ = None
try:
    calls()
except TypeError as error:
    print(error)


# Instances made in place.
class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y


class Odd:
    answer = None

    def __init__(self, fails):
        if fails:
            raise ValueError(fails)
        return self.answer

    def __del__(self):
        print("odd dies")


def make(n):
    total = 0
    for i in range(n):
        p = Point(i)
        q = Point(i, y=1) if i % 2 else Point(p.x, 2)
        total += p.x + p.y + q.y * 0.5
    return total


def odd(fails):
    try:
        return type(Odd(fails)).__name__
    except (TypeError, ValueError) as error:
        return repr(error)


print(make(10))
print(odd(0), odd(1))
Odd.answer = 5
print(odd(0), odd(2))


def too_many():
    return Point(1, 2, 3)


try:
    too_many()
except TypeError as error:
    print(error)
Point.__init__ = lambda self, x, y=0: setattr(self, "x", -x)
Point.y = 7
print(make(4))
Point = lambda x, y=0: Node(x)
try:
    print(make(1))
except AttributeError as error:
    print(error)


# A call that needs no frame of its own, at the limit of recursion.
class Leaf:
    def __init__(self):
        self.deepest = 0

    def get(self):
        return self.deepest

    def deep(self, n):
        self.deepest = n
        return self.get() + self.deep(n + 1)


leaf = Leaf()
sys.setrecursionlimit(300)
try:
    leaf.deep(1)
except RecursionError as error:
    print(error, 290 < leaf.deepest <= 300)


# Numbers that meet.
def mixed(a, b):
    return a + b, a - b, a * b, a < b, a == b, a >= b


for pair in (1, 2.5), (2.5, 1), (-3, 0.0), (2**60, 1.5), (2**53 + 1, 2.0**53), (True, 1.5), (10**30, 0.5):
    print(mixed(*pair), pair[1] and pair[0] / pair[1])
