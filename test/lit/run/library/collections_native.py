"""collections' native types: deque, defaultdict, counting, fields of named tuples."""
import copyreg
from _collections import defaultdict, deque
from _collections import _tuplegetter, _count_elements


def show(text):
    try:
        print(text, "->", repr(eval(text)).split(" object at")[0])
    except BaseException as e:
        print(text, "->", type(e).__name__, e)


for text in [
    "deque()", "deque('abc')", "deque('abc', 2)", "deque(maxlen=0, iterable=[1])", "deque(1)", "deque(1, 2, 3)", "deque([], -1)",
    "deque([], 'a')", "deque([], 2**70)", "deque(x=1)", "deque([1], maxlen=None)", "deque().pop()", "deque().popleft()", "deque()[0]",
    "deque([1, 2, 3])[-1]", "deque([1])['a']", "deque([1])[2**70]", "deque([1])[1.0]", "deque([1, 2]).index(2)", "deque([1]).index(2)",
    "deque([1]).index(2, 'a')", "deque([1, 2, 1]).index(1, 1)", "deque([1, 2, 1]).index(1, -3, -1)", "deque([1]).remove(2)",
    "deque([1], 1).insert(0, 1)", "deque([1]).rotate('a')", "deque([1]).rotate(1.0)", "deque([1]) + [1]", "deque([1]) + deque('ab')",
    "deque([1]) * 'a'", "deque([1, 2]) * 3", "3 * deque([1, 2], 4)", "deque([1]) * -1", "deque('ab', 5) * 2**40", "deque() < []",
    "deque([1, 2]) < deque([1, 3])", "deque([1]) < deque([1, 0])", "deque([1]) == deque([1])", "deque([1]) != deque([2])",
    "deque([1, 2]) >= deque([1])", "deque([1]) == [1]", "deque([1], 3).__reduce__()[1:3]", "iter(deque([1, 2])).__reduce__()[1]",
    "reversed(deque([1, 2])).__reduce__()[1]", "list(reversed(deque('abc')))", "hash(deque())", "deque([1]).count(1)", "1 in deque([1])",
    "deque([1, 2], 2).maxlen", "deque([1]).maxlen", "deque([1]).append()", "deque([1]).extend(1)", "deque[int]", "bool(deque())",
    "list(type(iter(deque()))(deque('abc'), 1))", "type(iter(deque()))(1)", "type(iter(deque()))()", "iter(deque('abc')).__length_hint__()",
    "defaultdict(1)", "defaultdict(None, {1: 2})", "defaultdict(int, a=1)", "defaultdict()[1]", "defaultdict(list)[1]", "defaultdict(int) | {1: 2}",
    "{1: 2} | defaultdict(list)", "defaultdict(int) | 3", "defaultdict(int, a=1).__reduce__()[:4]", "defaultdict(int).copy()",
    "defaultdict(lambda: 1 / 0)[3]", "defaultdict[int, str]", "defaultdict(int, a=1) == {'a': 1}", "defaultdict(int).get(1)",
    "defaultdict(int).__missing__(4)", "defaultdict(int).default_factory", "_tuplegetter(0, 'd')", "_tuplegetter(0, 'd').__reduce__()[1]", "_tuplegetter('a', 1)", "_tuplegetter(0, 'd').__get__(1, int)", "_tuplegetter(0, 'd').__get__((), int)", "_tuplegetter(0, 'd').__get__((7,), int)", "_tuplegetter(0, 'd').__set__(1, 2)", "_tuplegetter(0, 'd').__doc__",
]:
    show(text)

d = deque(range(5))
for step in (1, -1, 2, -2, 7, -7, 0):
    d.rotate(step)
    print(list(d))
d = deque(range(4))
for at in (0, 2, -1, 100, -100):
    d.insert(at, "x")
    print(d)
del d[1], d[-1]
d[0] = "first"
d.reverse()
d.extendleft("ab")
d.remove("x")
d += "yz"
print(d, len(d))
for bad in (lambda: d.__setitem__(99, 1), lambda: d.__delitem__(99)):
    try:
        bad()
    except IndexError as e:
        print(e)
d.extend(d)
d *= 2
print(d, d.copy() == d, d.__copy__() is d)
d.clear()
print(d)
short = deque("abcdef", 3)
short.append("g")
short.appendleft("z")
print(short, short.copy(), short + short)
d = deque(range(3))
try:
    for x in d:
        d.append(x)
except RuntimeError as e:
    print(e)
d = deque([1])
d.append(d)
print(d)


class Changes:
    def __init__(self, d):
        self.d = d

    def __eq__(self, other):
        self.d.append(0)
        return False


d = deque([1, 2, 3])
for method in ("count", "index", "remove", "__contains__"):
    try:
        getattr(d, method)(Changes(d))
    except (RuntimeError, IndexError) as e:
        print(method, type(e).__name__, e)


class Queue(deque):
    def __init__(self, *args):
        super().__init__(*args)
        self.extra = 1


q = Queue("ab")
print(q, q.__reduce__()[2], q.copy(), q.__copy__().extra, isinstance(q, deque))
total = 0
queue = deque()
for i in range(20000):
    queue.append(i)
    if i % 3 == 0:
        total += queue.popleft()
print(total, len(queue))
match deque([1, 2]):
    case [a, b]:
        print(a, b)


class Trace(defaultdict):
    def __missing__(self, key):
        self[key] = value = key * 2
        return value


t = Trace(int)
print(t[4], t, t.copy())
groups = defaultdict(list)
for word in "one two three four five".split():
    groups[len(word)].append(word)
print(groups, sorted(groups))
groups.default_factory = None
show("groups[99]")
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print(nested["a"]["b"])
r = defaultdict(None)
r.default_factory = r.keys
r[1] = r
counts = {}
_count_elements(counts, "abracadabra")
print(counts)


class Other(dict):
    def get(self, key, default=None):
        return super().get(key, 10)


counts = Other()
_count_elements(counts, "aab")
print(counts)
show("_count_elements({}, 1)")
