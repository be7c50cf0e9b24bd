def count(n):
    i = 0
    while i < n:
        yield i
        i += 1


for x in count(3):
    print(x)
print(list(count(5)), sum(count(100)))
g = count(2)
print(next(g), next(g), next(g, "end"))
try:
    next(g)
except StopIteration:
    print("stopped")


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


out = []
for f in fib():
    if f > 100:
        break
    out.append(f)
print(out)


def echo():
    got = None
    while got != "stop":
        got = yield got
    return "bye"


e = echo()
print(next(e), e.send(1), e.send("x"))
try:
    e.send("stop")
except StopIteration as s:
    print(s.value)


def chain(*its):
    for it in its:
        yield from it


print(list(chain("ab", [1, 2], range(2))))
print(list(x * 2 for x in count(4) if x))
