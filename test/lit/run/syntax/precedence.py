T, F, x0 = True, False, 1
print(1 + 2 * 3, (1 + 2) * 3, 2**3**2, -(2**2), (-2) ** 2, -(2**-1), 2**-1 * 4, 10 - 4 - 3, 100 / 10 / 2, 2 * 3 % 4, 7 // 2 * 2, 1 << 2 + 1, 1 + 1 << 2, 5 & 3 + 1, 6 | 1 & 3, 6 ^ 3 | 4, 1 | 2 ^ 3 & 4, ~1 + 1, -~5, not T == F, not (T == F))
print(1 < 2 == T, (1 < 2) == T, 1 < 2 < 3 == 3, T or F and F, (T or F) and F, not T or T, not (T or T), 1 if F else 2 if F else 3, 1 + 2 if T else 3 + 4, [1, 2][0] + 1, 2 in [2] == F, (2 in [2]) == F, not 1 in [2], 1 not in [2], not x0 is None, 1 or 1 / 0, 0 and 1 / 0)
print((lambda x: x + 1 if x else 0)(5), (lambda: 1, 2)[1], [x for x in (1, 2, 3) if x > 1 if x < 3], (lambda x, y=1 + 1: x * y)(3), -3 .__abs__() if F else (-3).__abs__(), -2 .bit_length(), 1.0.is_integer(), 1..real, 0x1.real if F else 0x1 .real)
print("a" "b" * 2, "a" + "b" * 2, "%s" % 1 + "2", "%s" % (1 + 2), "x" in "xyz" and "y", *[1, 2], [*range(2), *"ab"], {**{"a": 1}, "b": 2}, (1,) + (2,) * 2)
x = 5
x += 1 if x > 3 else 2
y = z = x, 1
print(x, y, z, (a := 3) + a, (b := 1, 2), b, [c := 1, c + 1], f"{(d := 4)}", d)
print(1 < 2 > 1, 1 == 1.0 == True, 3 > 2 > 1 != 0, 1 < 3 < 2 or 5, "a" < "b" < "c", [] == [] != [1], x0 is x0.real if F else "skip", (yield_ := 5) > 4 > 3)
print(2 * -3, 2 - -3, 2 - +-3, 2**-2, -1**2, (1, 2) < (1, 3) and [1] < [2], ~5 & 0xF, -5 % 3 * 2, -7 // 2 + 1, 3 * "a" "b", not not 5, - - - 1)
print([1, 2, 3][1:][0], {"k": [1]}["k"][0], (lambda: {"f": len})()["f"]("abc"), "abc"[::-1].upper()[0], [[1, 2], [3]][0][1] ** 2, -[1][0], not [0][0], (1, 2)[0] + 1)
