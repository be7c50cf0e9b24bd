if (n := 10) > 5:
    print(n)
data = [1, 2, 3, 4]
while (x := data.pop()) > 2:
    print(x)
print([y for v in range(5) if (y := v * v) > 3], y)
print((a := 1) + a, a)


def f():
    return [last := i for i in range(3)], last


print(f())
print(any((hit := w).startswith("b") for w in ["a", "bc", "d"]), hit)
i = 0
while chunk := "abcdef"[i:i + 2]:
    print(chunk)
    i += 2
print(f"{(z := 5)} {z}")
