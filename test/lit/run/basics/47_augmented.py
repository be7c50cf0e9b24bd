x = 5
x += 1
x -= 2
x *= 3
x /= 4
x //= 1
x **= 3
x %= 10
print(x)
y = 0b1100
y |= 1
y &= 0b1011
y ^= 0b1111
y <<= 2
y >>= 1
print(y)
l = [1]
m = l
l += [2]
l *= 2
print(l, m, l is m)
t = (1,)
u = t
t += (2,)
print(t, u)
s = "a"
s += "b"
s *= 3
print(s)
d = {"n": 1, "l": [0]}
d["n"] += 1
d["l"] += [1]
d |= {"z": 0}
print(d)
e = {1}
f = e
e |= {2}
e &= {2, 3}
print(e, f)


class C:
    v = 1


c = C()
c.v += 1
print(c.v, C.v)
a = [[0] * 2 for _ in range(2)]
a[0][1] += 5
a[-1][0] -= 1
print(a)
tup = ([],)
try:
    tup[0] += [1]
except TypeError as e:
    print(e)
print(tup)
