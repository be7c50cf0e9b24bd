total = 0
for i in range(1000):
    total += i * i
print(total, i)
x = 1
while x < 2**70:
    x *= 3
print(x)
acc = []
for i in range(5):
    acc.append(lambda: i)
print([f() for f in acc])


def bump():
    global total, i
    total += 1000000
    i = "changed by bump"


for i in range(3):
    bump()
    print(i, total)
for i in range(3):
    globals()["i"] = 50
    print(i)
for k in range(4):
    if k == 2:
        del k
        try:
            print(k)
        except NameError as e:
            print(e)
    else:
        print(k)
n = 0
while True:
    n += 1
    if n == 3:
        n = n + 0.5
    if n > 6:
        break
print(n)
count = 0
for a in range(20):
    for b in range(a):
        if (a * b) % 7 == 3:
            continue
        if b > 10:
            break
        count += 1
    else:
        count += 100
print(count, a, b)
s = ""
for ch in "module":
    s = ch + s
    globals()["last_" + ch] = len(s)
print(s, last_m, last_e)
table = {}
for w in "a b a c b a".split():
    table[w] = table.get(w, 0) + 1
print(table)
try:
    for i in range(10):
        10 // (5 - i)
except ZeroDivisionError as e:
    print(e, i)
fib = [0, 1]
while len(fib) < 100:
    fib.append(fib[-1] + fib[-2])
print(fib[-1], fib[60], fib[92])
for i in range(2):

    class K:
        v = i * 10

        def m(self):
            return self.v + i

    print(K().m())
i = 100
print(K().m())
exec("for z in range(3):\n    total -= z")
print(total, z)
del total
try:
    for i in range(3):
        total += i
except NameError as e:
    print(e)
for i, total in enumerate([1.5, 2, "s"]):
    print(i, total)
squares = [i * i for i in range(4)]
print(squares, i)
import builtins

for step in range(3):
    if step == 1:
        builtins.abs = lambda v: "patched"
    print(abs(-step))
    if step == 1:
        del builtins.abs
        builtins.abs = lambda v: v if v >= 0 else -v
print(abs(-7))
