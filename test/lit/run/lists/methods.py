a = [1, 2, 3]
print(
    a.append(4),
    a.extend((5, 6)),
    a.insert(1, "i"),
    a.insert(-1, "j"),
    a.insert(100, "end"),
    a.insert(-100, "start"),
    a,
)
print(a.pop(), a.pop(0), a.pop(-2), a.pop(1), a)
print(a.remove(3), a, a.index(4), a.count(4), a.reverse(), a, a.copy() == a, a.copy() is a)
a.extend(x * 2 for x in range(3))
a.extend({"k": 1})
a.extend("yz")
a += (7,)
a += "q"
a += range(2)
print(a, a.index(2), [1, 2, 1, 2].index(2, 2), [1, 2, 1, 2].index(1, -2), [1, 2, 3].index(3, 0, 99))
one = [1]
for f in (
    lambda: [].pop(),
    lambda: [1].pop(5),
    lambda: [1].pop("a"),
    lambda: [1].remove(2),
    lambda: [1].index(2),
    lambda: [1, 2].index(1, 1),
    lambda: [].extend(5),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: [1] + (2,),
    lambda: [1] + 5,
    lambda: [1] * 1.5,
    lambda: [1] * [2],
    lambda: [1][1],
    lambda: one["a"],
    lambda: one[1.0],
    lambda: one[None],
    lambda: hash([]),
    lambda: [1] < 5,
    lambda: [1] < [1, "a"],
    lambda: [1] < ["a"],
    lambda: list(5),
    lambda: list(1, 2),
    lambda: [].insert(1),
    lambda: [].insert("a", 1),
    lambda: [].sort(1),
    lambda: [].sort(x=1),
    lambda: [].foo,
    lambda: [1, 2].index(),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    [] == [],
    [] < [1],
    [1, 2] < [1, 3],
    [2] > [1, 9],
    [1] <= [1],
    [[1]] == [[1.0]],
    [1] == (1,),
    [1, 2] != [1, 2],
    [float("nan")] == [1],
)
print(
    [1, 2] * 2,
    2 * [0],
    [0] * 0,
    [0] * -5,
    [[]] * 2,
    [1] + [2] + [3],
    list([1, 2]),
    list({1: 2}),
    list(""),
    list((x for x in "ab")),
)
b = [3, 1, 2]
print(b.sort(), b, b.sort(reverse=True), b, b.clear(), b)
c = []
c += c
c.append(c)
print(c, len(c), c == c, c[0] is c)
c.clear()
d = [1, 2, 3]
d.extend(d)
d += d
d *= 2
print(len(d), d[:7])
d *= 0
print(
    d,
    [1, 2, 3].__contains__(2),
    [1].__len__(),
    [1, 2].__getitem__(1),
    [5, 6].__iter__().__next__(),
    [1].__add__([2]),
    [1].__mul__(2),
    [1].__rmul__(2),
    [1].__eq__(5),
    [1, 2].__reversed__().__next__(),
)
