# A collection that a finaliser starts while the objects around it are being destroyed.
import gc
import weakref


class Lock:
    pass


class Manager:
    def __init__(self):
        self.lock = Lock()
        self.ref = weakref.ref(self.lock, lambda r: print("callback", gc.collect() >= 0))

    def leave(self):
        return "left"


def bound():
    leave = Manager().leave
    return leave()


print(bound())


class Node:
    def __init__(self, next):
        self.next = next
        self.own = [self.__class__]


class Collects:
    def __del__(self):
        print("del", gc.collect() >= 0)


chain = Collects()
for _ in range(300):
    chain = Node(chain)
others = [Collects() for _ in range(3)]
both = [chain, [[[Node(o)] for o in others]]]
del chain, others
del both
print("end")
