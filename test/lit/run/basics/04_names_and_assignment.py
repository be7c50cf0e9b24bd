x = 1
y = x
x = 2
print(x, y)
x, y = y, x
print(x, y)
a = b = c = 10
print(a, b, c)
b += 5
c -= 3
a *= 4
print(a, b, c)
a //= 7
b %= 4
c **= 2
print(a, b, c)
a <<= 3
b |= 8
c >>= 1
print(a, b, c)
a ^= 1
b &= 9
c /= 4
print(a, b, c)
(p, q) = (1, 2)
[r, s] = [3, 4]
print(p, q, r, s)
