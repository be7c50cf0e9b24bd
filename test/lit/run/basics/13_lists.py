a = [3, 1, 2]
print(a, len(a), a[0], a[-1])
a.append(5)
a.insert(0, 9)
print(a)
a[1] = 30
print(a, a.pop(), a.pop(0), a)
a.extend([7, 8])
a += [1]
print(a, a.index(7), a.count(1))
a.remove(1)
print(a)
a.reverse()
print(a)
a.sort()
print(a, sum(a), min(a), max(a))
print([1, 2] + [3], [0] * 4, [1, 2] == [1, 2], [1, 2] < [1, 3])
print(2 in a, 99 in a, [], [[]], [[1], [2, [3]]])
del a[0]
print(a)
b = a
c = a.copy()
b.append(100)
print(a, b, c, a is b, a is c)
a.clear()
print(a, b, bool(a))
print(list("abc"), list(range(5)))
