# Threads that share lists, dicts, classes, generators, files and the collector, with switches at every chance.
import gc
import io
import os
import queue
import sys
import tempfile
import threading
import weakref

sys.setswitchinterval(1e-5)


def run(count, function):
    errors = []

    def guarded(index):
        try:
            function(index)
        except BaseException as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=guarded, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(errors)


lock = threading.Lock()
total = 0


def increment(index):
    global total
    for _ in range(300):
        with lock:
            total += 1


run(8, increment)
print(total)

shared_list = []
shared_dict = {}


def append(index):
    for i in range(150):
        shared_list.append((index, i))
        shared_dict[index, i] = [i]
        if i % 3 == 0:
            shared_dict.pop((index, i))


run(8, append)
print(len(shared_list), len(set(shared_list)), len(shared_dict))


class Node:
    alive = 0

    def __init__(self):
        self.other = None
        with lock:
            Node.alive += 1

    def __del__(self):
        Node.alive -= 1


def cycles(index):
    for i in range(40):
        a, b = Node(), Node()
        a.other, b.other = b, a
        reference = weakref.ref(a)
        del a, b
        if i % 20 == index:
            gc.collect()


run(6, cycles)
gc.collect()


def classes(index):
    for i in range(20):
        kind = type("Made%d" % index, (), {"value": i, "get": lambda self: self.value})
        made = kind()
        assert made.get() == i
        kind.get = lambda self: -self.value
        assert made.get() == -i


run(6, classes)


def generators(index):
    def squares(n):
        for i in range(n):
            yield i * i

    for _ in range(10):
        assert sum(squares(100)) == 328350
        assert sorted(squares(20), reverse=True)[0] == 361


run(6, generators)

queues = queue.Queue(3), queue.Queue(3)
collected = []


def pipeline(index):
    if index < 3:
        for i in range(50):
            queues[0].put(index * 1000 + i)
        queues[0].put(None)
    elif index == 3:
        ends = 0
        while ends < 3:
            item = queues[0].get()
            if item is None:
                ends += 1
            else:
                queues[1].put(item + 1)
        queues[1].put(None)
    else:
        while (item := queues[1].get()) is not None:
            collected.append(item)


run(5, pipeline)
print(len(collected), sum(collected))

path = os.path.join(tempfile.mkdtemp(), "shared.txt")
with open(path, "w") as out:

    def write(index):
        for i in range(100):
            out.write("%d:%d\n" % (index, i))
            if i % 50 == 0:
                out.flush()

    run(6, write)
with open(path) as text:
    lines = text.readlines()
print(len(lines), len(set(lines)))
with open(path, "rb", buffering=64) as raw:
    got = []

    def read(index):
        while line := raw.readline():
            got.append(line)

    run(4, read)
print(len(got) > 500)  # CPython's readline is not one step: pieces may be lost or come twice
os.unlink(path)


def recurse(index):
    def down(n):
        return n if n == 0 else down(n - 1) + 1

    for _ in range(4):
        assert down(200) == 200
    try:
        (lambda f: f(f))(lambda f: f(f))
    except RecursionError:
        pass


run(6, recurse)

local = threading.local()


def locals_(index):
    for i in range(100):
        local.value = (index, i)
        assert local.value == (index, i)


run(8, locals_)
print(vars(local))
