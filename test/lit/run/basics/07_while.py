i = 0
while i < 5:
    print(i)
    i += 1

i = 10
while True:
    i -= 3
    if i % 2 == 0:
        continue
    print("odd", i)
    if i < 0:
        break

n = 27
steps = 0
while n != 1:
    if n % 2:
        n = 3 * n + 1
    else:
        n //= 2
    steps += 1
print("steps", steps)

k = 3
while k:
    k -= 1
else:
    print("else runs", k)

while k < 3:
    k += 1
    if k == 2:
        break
else:
    print("never")
print("k", k)
