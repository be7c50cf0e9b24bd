a = 3
b = 4
print(a < b, a <= b, a == b, a != b, a > b, a >= b)
print(1 == 1.0, 1 == True, 0 == False, 1 == "1")
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 > 1 > 0, 1 < 2 > 0)
print("a" < "b", "abc" < "abd", "Z" < "a", "" < "a")
print(None is None, None is not None, a is None)
print(not True, not 0, not 1, not "", not "x")
print(True and False, True or False, 0 and 1, 1 and 0, 2 and 3)
print(0 or 5, "" or "default", None or 0, 4 or 5)
print(not (a < b) or a == 3 and b == 4)
print(1 in (1, 2), 3 in (1, 2), 3 not in (1, 2))
