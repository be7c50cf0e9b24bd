# Globals that functions and loops of a module store: bound or not, deleted in between, seen by others.
import builtins

counter = 0
log = []


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append((self.name, globals().get("value", "unbound")))


def count(n):
    global counter
    for _ in range(n):
        counter += 1
    return counter


print(count(3), counter, count(2), globals()["counter"])


def replace(n):
    global value
    for i in range(n):
        value = Noisy(i)
    value = None


replace(3)
print([(name, type(seen).__name__) for name, seen in log])


def bind(n):
    global late
    out = []
    for i in range(n):
        if i % 3 == 2:
            del late
            out.append("late" in globals())
        late = i
        out.append(late)
        if i == 4:
            globals()["late"] = "by dict"
            out.append(late)
    return out, list(globals()).count("late")


print(bind(7))
print(late)


def shadow():
    global len
    out = [len("abc")]
    for i in range(3):
        len = lambda x: ("mine", x)
        out.append(len("abc"))
        del len
        out.append(len("abc"))
    builtins.extra = 1
    out.append(extra)
    return out


print(shadow())


def lazily():
    global made
    made = 5


exec("def reader(): return made")
lazily()
print(reader())
globals().clear.__self__["made"] = 6
print(reader(), made)

total = 0
previous = None
for step in range(50):
    total += step
    previous, last = step, previous
    if step == 20:
        del previous
        previous = "new"
print(total, step, previous, last, list(globals())[-4:])


def recursive(n):
    global depth
    depth = n
    if n:
        recursive(n - 1)
        depth = n
    return depth


print(recursive(4), depth)


class Undone:
    def __del__(self):
        global slot
        slot = "from __del__"


def reentrant():
    global slot
    slot = Undone()
    slot = 1
    first = slot
    slot = 2
    return first, slot


print(reentrant())
