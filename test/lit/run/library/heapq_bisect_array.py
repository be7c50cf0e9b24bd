import bisect
import heapq
from array import array

h = []
for x in (5, 1, 8, 3, 9, 2):
    heapq.heappush(h, x)
print(
    h,
    heapq.heappop(h),
    h,
    heapq.heappushpop(h, 0),
    heapq.heappushpop(h, 4),
    heapq.heapreplace(h, 7),
    h,
    [heapq.heappop(h) for _ in range(len(h))],
)
l = [9, 4, 7, 1, 8]
heapq.heapify(l)
print(
    l,
    heapq.nlargest(2, [3, 9, 4]),
    heapq.nsmallest(2, ["bb", "a", "ccc"], key=len),
    heapq.nlargest(9, [1, 2]),
    heapq.nsmallest(0, [1]),
    list(heapq.merge([1, 4], [2, 3], [0])),
    list(heapq.merge("ac", "b", key=str.upper)),
    list(heapq.merge([3, 1], [2], reverse=True)),
)
for f in (
    lambda: heapq.heappop([]),
    lambda: heapq.heappush((), 1),
    lambda: heapq.heapreplace([], 1),
    lambda: heapq.heappush([1], "a"),
    lambda: heapq.heapify(5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
h = []
for i, (p, n) in enumerate([(2, "b"), (1, "a"), (2, "a"), (0, "z")]):
    heapq.heappush(h, (p, i, n))
print([heapq.heappop(h)[2] for _ in range(4)])
x, data = 1, []
for _ in range(500):
    x = x * 48271 % 2147483647
    data.append(x % 1000)
heap = data[:]
heapq.heapify(heap)
print(
    [heapq.heappop(heap) for _ in range(500)] == sorted(data),
    heapq.nsmallest(5, data),
    heapq.nlargest(5, data, key=lambda v: -v),
)
a = [1, 3, 3, 5]
print(
    [bisect.bisect_left(a, v) for v in range(7)],
    [bisect.bisect_right(a, v) for v in range(7)],
    bisect.bisect(a, 3),
    bisect.bisect(a, 3, 0, 2),
    bisect.bisect_left([], 1),
    bisect.bisect_left([(1, "a"), (2, "b")], 2, key=lambda t: t[0]),
)
bisect.insort(a, 4)
bisect.insort_left(a, 3)
bisect.insort(a, -9, key=abs)
print(a, [("FDCBA"[bisect.bisect([60, 70, 80, 90], s)]) for s in (33, 60, 77, 90, 100)])
for f in (lambda: bisect.bisect([1], "a"), lambda: bisect.bisect(5, 1), lambda: bisect.bisect([1], 1, -1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
v = array("i", [3, 1, 2])
v.append(10)
v.extend([4, 5])
v.insert(0, -1)
print(
    v,
    v[1],
    v[-1],
    v[1:3],
    len(v),
    v.pop(),
    v.index(2),
    v.count(1),
    v.typecode,
    v.itemsize,
    10 in v,
    list(v),
    v.tolist() == list(v),
    sorted(v),
    sum(v),
)
v[0] = 7
v[1:3] = array("i", [8, 8, 8])
v.remove(10)
v.reverse()
del v[0]
v += array("i", [1])
v *= 2
print(
    v,
    v == array("i", v),
    v == array("l", v),
    v < array("i", [99]),
    array("d", [1, 2.5]),
    array("u", "héllo"),
    array("b", b"\x01\xff"),
    array("B", b"\x01\xff"),
    array("f", [0.1])[0],
    array("q", [2**62]),
    bytes(array("h", [1, -1])),
    array("i", (x for x in range(3))),
    array("i", range(2)) + array("i", [9]),
)
for f in (
    lambda: array("z"),
    lambda: array("i", [1.5]),
    lambda: array("i", ["a"]),
    lambda: array("b", [200]),
    lambda: array("B", [-1]),
    lambda: array("i", [2**31]),
    lambda: array("i")[0],
    lambda: array("i").pop(),
    lambda: array("i", [1]).remove(5),
    lambda: array("i", [1]) + [1],
    lambda: array("i", [1]) + array("d", [1]),
    lambda: array("i", "abc"),
    lambda: array("u", [1]),
    lambda: array("i").frombytes(b"abc"),
    lambda: array("i").extend(array("d", [1])),
    lambda: hash(array("i")),
    lambda: array(),
    lambda: array("i", [1]).__setitem__(0, "x"),
    lambda: array("I", [-1]),
    lambda: array("d", ["x"]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
w = array("H")
w.frombytes(b"\x01\x00\x02\x00")
w.byteswap()
print(w, w.tobytes(), w.buffer_info()[1], memoryview(w).format, array("d", bytes(16)), w.fromlist([5]), w)
m = memoryview(array("d", [1.5, 2.5]))
print(m[1], m.tolist(), m.nbytes)
