a = 17
b = 5
print(a + b, a - b, a * b)
print(a // b, a % b, a / b)
print(-a // b, -a % b, a // -b, a % -b, -a // -b, -a % -b)
print(a ** 2, 2 ** 10, 2 ** 0, 0 ** 0, 2 ** -1)
print(-a, +a, ~a, - -a)
print(a & b, a | b, a ^ b, a << b, a >> 2, -a >> 2)
print((a + b) * (a - b), a + b * a - b, 2 ** 3 ** 2, -2 ** 2)
print(7 // 2 * 2 + 7 % 2)
print(0x1f, 0o17, 0b101, 1_000_000)
