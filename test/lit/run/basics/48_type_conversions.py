print(int("  12 "), int("-0"), int("1_000"), int("0b11", 2), int("0x1F", 16), int("z", 36), int("0o17", 0), int(True))
print(float(" 1e3 "), float("1_0.5"), float("-.5"), float("Infinity"), float(7))
print(str(1.0), str(10 ** 20), str(b"x"), str(b"x", "ascii"))
print(bool("False"), bool(0.0), bool([0]), bool(None), bool(()))
print(list((1, 2)), tuple([1]), set([1, 1]), dict([["a", 1]]), list({"a": 1}))
print(complex(1, 2), complex("1+2j"), complex(3), 1j * 1j)
print(int(2.7), int(-2.7), round(2.7), 7 // 1.0, 3 + 2.0, True + 1)
for f, v in ((int, "abc"), (int, ""), (int, "1.5"), (float, "x"), (int, None), (int, []), (float, "1__0"),
             (int, "9z"), (chr, -1), (ord, "ab"), (complex, "1+"), (list, 5), (dict, [1]), (bytes, [256])):
    try:
        print(f(v))
    except Exception as e:
        print(type(e).__name__, e)
