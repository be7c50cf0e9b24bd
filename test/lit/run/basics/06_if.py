for n in (-2, 0, 1, 2, 7, 50):
    if n < 0:
        print(n, "negative")
    elif n == 0:
        print(n, "zero")
    elif n < 5:
        print(n, "small")
    else:
        print(n, "large")

x = 10
if x:
    print("true")
if not x:
    print("unreached")
else:
    print("else")
print("even" if x % 2 == 0 else "odd")
print("a" if x < 5 else "b" if x < 10 else "c")
if x > 5: print("one line"); print("two on it")
if x:
    pass
if x > 5 and x < 20 or x == 99:
    if x != 10:
        print("no")
    else:
        print("nested")
