# Ints and floats meet in warm code: values, signs of zeros, exact comparisons.
import operator

numbers = [0, 1, -1, 7, -3, 2**53, 2**53 + 1, -(2**53) - 1, 2**60, 0.0, -0.0, 0.5, -2.5, 3.0, 1e16, 2.0**53,
           -(2.0**53), 1e300, -1e-300, float("inf"), float("-inf"), float("nan")]


def arithmetic(a, b):
    out = []
    out.append(a + b)
    out.append(a - b)
    out.append(a * b)
    if b:
        out.append(a / b)
        out.append(a % b)
        out.append(a // b)
    return out


def comparisons(a, b):
    out = [a < b, a <= b, a == b, a != b, a > b, a >= b]
    if a < b:
        out.append("lt")
    if a <= b:
        out.append("le")
    if a == b:
        out.append("eq")
    if a != b:
        out.append("ne")
    if a > b:
        out.append("gt")
    if a >= b:
        out.append("ge")
    return out


def constants(a):
    return [a + 1, a + 1.5, a - 2.5, a * 2, a * 0.0, a / 4, a % 3, a % -2.5, a < 1, a < 1.0, a == 3, a == 3.0,
            a != 0.0, "small" if a < 2 else "large", "three" if a == 3.0 else "other"]


for a in numbers:
    for b in numbers:
        print(a, b, arithmetic(a, b), comparisons(a, b))
for a in numbers:
    print(constants(a) if a == a and abs(a) != float("inf") else None)



def equality(a, b):
    out = [a == b, a != b]
    if a == b:
        out.append("eq")
    if a != b:
        out.append("ne")
    out.append("text" if a == "ab" else "other")
    return out


for a in ["", "a", "ab", "b", "é", 1, None, 1.0, (1,)]:
    for b in ["", "a", "".join(["a", "b"]), "b", "é", 1, None, 1.0, (1,)]:
        print(equality(a, b), end=" ")
    print()
for operation in [operator.mod, operator.truediv]:
    for x in [1, 2.5]:
        try:
            operation(x, 0.0)
        except ZeroDivisionError as error:
            print(error)


def divide(a, b):
    return a % b


for i in range(20):
    try:
        print(divide(i, 0.0 if i == 15 else 0.75))
    except ZeroDivisionError as error:
        print(error)
