print(0.1 + 0.2, 1.0, 1e10, 1e16, 1e17, 1.5e-7, 123456789.123456789)
print(1 / 3, 2 / 3, 10 / 2, 7 // 2.0, 7.5 % 2, -7.5 % 2, -7.5 // 2)
print(float("inf"), float("-inf"), float("nan"), -0.0, 0.0 == -0.0)
print(1e308 * 10, -1e308 * 10, 2.0 ** 0.5, 4 ** 0.5, 2 ** -2)
print(int(3.99), int(-3.99), round(0.5), round(1.5), round(2.675, 2))
print(1.0 == 1, 0.1 + 0.2 == 0.3, 1.5 < 2, float("nan") == float("nan"))
print(3.0.is_integer(), (3.5).is_integer(), 0.75.as_integer_ratio())
print(5e-324, 1.7976931348623157e308, 0.0001, 0.00001, 100000.0, 1e5)
x = 0.0
for _ in range(10):
    x += 0.1
print(x)
print(abs(-1.5), max(1, 2.5), min(1.0, 1), sum([0.1] * 10), divmod(7.5, 2))
