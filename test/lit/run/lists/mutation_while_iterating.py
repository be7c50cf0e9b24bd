a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2 == 0:
        a.remove(x)
print(a)
a = [1, 2, 3]
for x in a:
    if len(a) < 8:
        a.append(x * 10)
print(a)
a = list(range(6))
for x in a:
    print(x, end=" ")
    if x == 2:
        a.clear()
print(a)
a = [1, 2, 3]
it = iter(a)
print(next(it), it.__length_hint__())
a[:] = []
print(next(it, "done"))
a.extend([7, 8, 9])
print(next(it, "still done"), it.__length_hint__())
a = [1, 2, 3, 4]
r = reversed(a)
print(next(r))
a.pop()
a.pop()
print(list(r))
a = [3, 1, 2]
e = enumerate(a)
print(next(e))
a.insert(0, 99)
print(list(e))
a = [1, 2]
for i in a[:]:
    a.append(i)
print(a)


class Evil:
    def __init__(self, l):
        self.l = l

    def __eq__(self, o):
        self.l.clear()
        return False


l = []
l.extend([Evil(l), Evil(l), 3])
try:
    print(l.index(5))
except ValueError as e:
    print(str(e)[:30], l)
l.extend([Evil(l), 1, 2, 3])
print(5 in l, l)
l.extend([Evil(l), 1, 2])
print(l == [1, 2, 3], l)
l.extend([Evil(l), 4])
print(l.count(4), l)


def key(x):
    s.append(x)
    return x


s = [3, 1, 2]
try:
    s.sort(key=key)
except ValueError as e:
    print(e, s)
s = [3, 1, 2]


def peek(x):
    print(x, s)
    return -x


s.sort(key=peek)
print(s)
d = [1, 2, 3]
d[1:2] = [d, d]
print(len(d), d)
