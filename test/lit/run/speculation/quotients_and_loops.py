"""What is divided may be an int, sums start from 0, and loops are entered natively at their test."""


def weight(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def row(i, values):
    total = 0
    for j, value in enumerate(values):
        total += weight(i, j) * value
    return total


def halves(a, b):
    return (a + b) / 2, (a - b) / 2 + a, a / 2 - b


def mean(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


class Meta:
    limit = 3

    @staticmethod
    def scale(x):
        return x * 2

    def own(self):
        return Meta.limit


print([round(row(i, [1, 2.5, 3]), 9) for i in range(3)])
print(halves(3, 4), halves(3.5, 4), halves(2**70, 1), halves(True, 2))
print(mean([1, 2, 3]), mean([1.5, 2]), mean([2**80, 1]))
try:
    weight(-1, 0)
except ZeroDivisionError as error:
    print("error", error)
try:
    mean(["a"])
except TypeError as error:
    print("error", error)

# The module's own loops, nested, with every way out.
found = []
for i in range(60):
    for j in (1, 2, 3):
        if i % 7 == j:
            continue
        if i * j > 100:
            break
        found.append(i * j)
    else:
        found.append(-i)
k = 0
while k < 40 and found or k == 3:
    k += 1
    while found and found[-1] % 5:
        found.pop()
        if len(found) % 9 == 0:
            break
    if k == 11:
        continue
    if k > 30:
        break
    found = found[:-1]
print(len(found), sum(found), k)

for step in range(50):
    if step == 20:
        Meta.limit = 4.5
    if step == 40:
        Meta.scale = staticmethod(lambda x: -x)
    result = Meta.limit + Meta.scale(step) + Meta().own()
    if step % 13 == 0:
        print(step, result)

lines = []
for i in range(40):
    try:
        lines.append(10 / (i % 4))
    except ZeroDivisionError:
        lines.append(None)
print(lines[:6], len(lines), 3 < 2.5, 2 == 2.0, 2**60 < 1.0e18, 2**60 == float(2**60))
