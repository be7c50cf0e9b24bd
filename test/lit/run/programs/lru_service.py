"""Caches behind one interface: LRU by linked list, LFU, TTL; a service with statistics and hit-rate report."""

from collections import Counter, OrderedDict, defaultdict
from functools import wraps


class Clock:
    def __init__(self):
        self.now = 0

    def tick(self, n=1):
        self.now += n


class Cache:
    def __init__(self, capacity):
        if capacity <= 0:
            raise ValueError(f"capacity must be positive, not {capacity}")
        self.capacity = capacity
        self.hits = self.misses = self.evicted = 0

    def get(self, key, default=None):
        try:
            v = self.lookup(key)
        except KeyError:
            self.misses += 1
            return default
        self.hits += 1
        return v

    def put(self, key, value):
        self.store(key, value)
        while len(self) > self.capacity:
            self.evict()
            self.evicted += 1

    def rate(self):
        n = self.hits + self.misses
        return f"{self.hits / n:.3f}" if n else "n/a"

    def __repr__(self):
        return f"{type(self).__name__}({len(self)}/{self.capacity})"


class Link:
    __slots__ = ("key", "value", "prev", "next")


class LRU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.map = {}
        self.root = r = Link()
        r.prev = r.next = r

    def unlink(self, n):
        n.prev.next, n.next.prev = n.next, n.prev

    def front(self, n):
        r = self.root
        n.prev, n.next = r, r.next
        r.next.prev = n
        r.next = n

    def lookup(self, key):
        n = self.map[key]
        self.unlink(n)
        self.front(n)
        return n.value

    def store(self, key, value):
        if key in self.map:
            self.lookup(key)
            self.map[key].value = value
            return
        n = Link()
        n.key, n.value = key, value
        self.map[key] = n
        self.front(n)

    def evict(self):
        n = self.root.prev
        self.unlink(n)
        del self.map[n.key]

    def __len__(self):
        return len(self.map)

    def keys(self):
        n, out = self.root.next, []
        while n is not self.root:
            out.append(n.key)
            n = n.next
        return out


class OrderedLRU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.map = OrderedDict()

    def lookup(self, key):
        self.map.move_to_end(key)
        return self.map[key]

    def store(self, key, value):
        self.map[key] = value
        self.map.move_to_end(key)

    def evict(self):
        self.map.popitem(last=False)

    def __len__(self):
        return len(self.map)

    def keys(self):
        return list(reversed(self.map))


class LFU(Cache):
    def __init__(self, capacity):
        super().__init__(capacity)
        self.values, self.counts = {}, {}
        self.buckets = defaultdict(OrderedDict)
        self.least = 0
        self.fresh = None

    def bump(self, key):
        n = self.counts[key]
        del self.buckets[n][key]
        if not self.buckets[n]:
            del self.buckets[n]
            if self.least == n:
                self.least += 1
        self.counts[key] = n + 1
        self.buckets[n + 1][key] = None

    def lookup(self, key):
        v = self.values[key]
        self.bump(key)
        return v

    def store(self, key, value):
        if key in self.values:
            self.values[key] = value
            self.bump(key)
            return
        if len(self.values) == self.capacity:
            self.evict()
            self.evicted += 1
        self.values[key] = value
        self.counts[key] = 1
        self.buckets[1][key] = None
        self.least = 1

    def evict(self):
        key, _ = self.buckets[self.least].popitem(last=False)
        if not self.buckets[self.least]:
            del self.buckets[self.least]
        del self.values[key], self.counts[key]

    def __len__(self):
        return len(self.values)

    def keys(self):
        return sorted(self.values, key=lambda k: (-self.counts[k], k))


class TTL(OrderedLRU):
    def __init__(self, capacity, clock, ttl):
        super().__init__(capacity)
        self.clock, self.ttl = clock, ttl

    def lookup(self, key):
        value, expires = self.map[key]
        if expires <= self.clock.now:
            del self.map[key]
            raise KeyError(key)
        return super().lookup(key)[0]

    def store(self, key, value):
        super().store(key, (value, self.clock.now + self.ttl))


def cached(cache):
    missing = object()

    def deco(f):
        @wraps(f)
        def wrapper(*args, **kwargs):
            key = args + tuple(sorted(kwargs.items()))
            v = cache.get(key, missing)
            if v is missing:
                v = f(*args, **kwargs)
                cache.put(key, v)
            return v

        wrapper.cache = cache
        return wrapper

    return deco


class Service:
    def __init__(self, cache, clock):
        self.cache, self.clock = cache, clock
        self.calls = Counter()

    def slow(self, key):
        self.clock.tick(10)
        self.calls[key] += 1
        if key % 13 == 0:
            raise LookupError(f"key {key} is cursed")
        return key * key

    def request(self, key):
        self.clock.tick()
        v = self.cache.get(key)
        if v is None:
            v = self.slow(key)
            self.cache.put(key, v)
        return v


def workload(n, seed):
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        r = seed >> 12
        yield r % 10 if r % 3 else r % 200 if r % 7 else i % 50


for cls in (LRU, OrderedLRU):
    c = cls(3)
    for k in "abcad":
        c.put(k, k.upper())
    print(c, c.keys(), c.get("a"), c.get("b"), c.get("c"), c.keys(), c.evicted)
    c.put("e", 1)
    c.put("c", "again")
    print(c.keys(), c.get("c"), c.hits, c.misses, c.rate())
f = LFU(2)
f.put(1, "a")
f.put(2, "b")
print(f.get(1))
f.put(3, "c")
print(f.get(2), f.get(3), f.get(3))
f.put(4, "d")
print(f.get(1), f.get(3), f.get(4), f.keys(), f.evicted)
for make in (
    lambda clock: LRU(20),
    lambda clock: OrderedLRU(20),
    lambda clock: LFU(20),
    lambda clock: TTL(20, clock, 300),
    lambda clock: LRU(1),
    lambda clock: LRU(500),
):
    clock = Clock()
    cache = make(clock)
    s = Service(cache, clock)
    total = failures = 0
    for key in workload(3000, 7):
        try:
            total += s.request(key)
        except LookupError:
            failures += 1
    print(
        f"{cache!r:18} rate {cache.rate()} evicted {cache.evicted} time {clock.now} total {total} failures {failures} hottest {s.calls.most_common(2)}"
    )
a, b = LRU(16), OrderedLRU(16)
for k in workload(2000, 99):
    if a.get(k) is None:
        a.put(k, k + 1)
    if b.get(k) is None:
        b.put(k, k + 1)
print(a.keys() == b.keys(), a.hits == b.hits, a.keys()[:5])


@cached(LRU(64))
def binomial(n, k):
    """n over k"""
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


print(binomial(30, 15), binomial(30, k=15), binomial.cache, binomial.cache.hits > 0, binomial.__doc__)
try:
    LRU(0)
except ValueError as e:
    print(e)
