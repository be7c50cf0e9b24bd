a = list(range(10))
print(a[2:5], a[:3], a[7:], a[:], a[::3], a[1::2], a[::-1], a[8:2:-2])
print(a[-3:], a[:-3], a[100:], a[-100:3], a[5:5], a[5:2])
a[2:5] = [20, 30]
print(a)
a[0:0] = ["x", "y"]
print(a)
a[-1:] = []
print(a)
a[::2] = [0] * len(a[::2])
print(a)
del a[1:3]
print(a)
del a[::2]
print(a)
t = (1, 2, 3, 4)
print(t[1:], t[::-1], t[:2])
s = "abcdef"
print(s[1:-1], s[::-1], s[4:1:-1], s[-2::-2])
sl = slice(1, 4)
print(s[sl], t[sl], sl, sl.start, sl.stop, sl.step)
print(range(10)[2:8:2], list(range(10)[::-3]))
