# x ** y in compiled code: finite operands, zeros, infinities, NaN, complex results, overflow and underflow.
import math

VALUES = (0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 3.0, -3.0, 1.5, 1e300, -1e300, 1e-300, 5e-324, 2.0 ** 53, 2.0 ** 53 + 2,
          math.inf, -math.inf, math.nan, 0, 1, -1, 2, -2, 7, 10 ** 17, -(10 ** 17), 1 << 61, 0.1, -0.1, True)


def power(x, y):
    return x ** y


def inplace(x, y):
    x **= y
    return x


def shown(function, x, y):
    try:
        return repr(function(x, y))
    except (ZeroDivisionError, OverflowError) as error:
        return f"{type(error).__name__}: {error}"


def sum_of_powers(count):
    total = 0.0
    for i in range(count):
        total += (i * 0.5 - 7.25) ** 2 + (i + 0.5) ** -1.5 + (2 ** 0.5) * (i + 1.0) ** 3
    return total


for x in VALUES:
    for y in VALUES:
        if isinstance(x, int) and isinstance(y, int):
            continue
        one, two = shown(power, x, y), shown(inplace, x, y)
        if one != two:
            print("differ", x, y, one, two)
        print(x, y, one)
print(sum_of_powers(300))


def bits(values):
    state, seen = 0, []
    for value in values:
        state ^= value
        seen.append((state, state & value, state | (value >> 1), value ^ value))
        state |= 1 << 60
    return seen


print(bits([1 << 61, (1 << 64) - 1, 3, 1 << 63, 1 << 64, (1 << 61) - 1, -1, -(1 << 63), 5, 1 << 100, True]))
for _ in range(3):
    print(bits([0xDEADBEEFCAFEF00D] * 4), type(bits([1 << 62, 1 << 62])[1][1]))
