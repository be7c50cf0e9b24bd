for x in (
    0.5,
    1.5,
    2.5,
    -0.5,
    -1.5,
    2.4999,
    2.675,
    1.005,
    0.125,
    0.375,
    1e16 + 1,
    123456.789,
    -123456.789,
    5e-324,
    1e300,
    0.05,
    0.15,
    0.25,
    0.35,
):
    print(x, round(x), [round(x, n) for n in (0, 1, 2, 3, 5, 20, -1, -2, -4, -10, 400, -400)])
for x in (float("inf"), float("nan")):
    for n in (None, 0, 2):
        try:
            print(round(x) if n is None else round(x, n))
        except Exception as e:
            print(type(e).__name__, e)
print(
    round(2.5, None),
    type(round(2.5, None)),
    type(round(2.5, 0)),
    round(number=3.7),
    round(3.14159, ndigits=2),
)
for f in (
    lambda: round(1.5, "a"),
    lambda: round("a"),
    lambda: round(1.5, 1.0),
    lambda: round(),
    lambda: round(1.7976931348623157e308, -308),
    lambda: round([]),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class R:
    def __round__(self, n="missing"):
        return ("rounded", n)


print(round(R()), round(R(), 3), round(R(), None))
import math

for x in (2.5, -2.5, 2.0, -0.5, 1e20):
    print(math.floor(x), math.ceil(x), math.trunc(x), int(x), x // 1)
for x in (float("inf"), float("nan")):
    for f in (math.floor, math.ceil, math.trunc, int):
        try:
            print(f(x))
        except Exception as e:
            print(type(e).__name__, e)
