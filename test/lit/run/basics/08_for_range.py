for i in range(4):
    print(i, end=" ")
print()
for i in range(2, 8):
    print(i, end=" ")
print()
for i in range(10, 0, -3):
    print(i, end=" ")
print()
for i in range(0):
    print("never")
else:
    print("else after empty")
total = 0
for i in range(1, 1001):
    total += i
print(total, i)
for i in range(3):
    for j in range(i):
        if j == 1:
            break
        print(i, j)
    else:
        print("inner complete", i)
for i in range(10):
    if i % 2:
        continue
    if i > 6:
        break
    print("at", i)
else:
    print("not printed")
for ch in "abc":
    print(ch)
