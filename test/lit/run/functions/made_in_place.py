# Comprehensions and lambdas that are called where they are made.
import sys
def comps(n, k):
    a = [i * k for i in range(n)]
    b = {i: j for i in range(n) for j in range(i)}
    c = {x % 3 for x in range(n)}
    d = [i for i in range(n)]
    e = (lambda q: q + 1)(n)
    g = lambda q, z=4: (q, z)
    g.attr = 1
    return a, b, c, d, e, g(1), g(1, 2), g.attr, [[y for y in range(x)] for x in range(3)]
print(comps(5, 3)); print(comps(5, 3)); print(comps(5, 3))
def fails(n):
    try: return [1 // (i - 2) for i in range(n)]
    except ZeroDivisionError as e:
        tb = e.__traceback__
        names = []
        while tb: names.append((tb.tb_frame.f_code.co_name, tb.tb_lineno)); tb = tb.tb_next
        return names
print(fails(1), fails(5), fails(5))
def frames():
    return [sys._getframe(d).f_code.co_name for d in range(3) if d < 3]
print(frames(), frames())
def escape():
    f = lambda: 3
    try:
        f(1)
    except TypeError as e:
        print(e)
    return f
f1, f2 = escape(), escape()
print(f1 is f2, f1(), f2.__qualname__)
f1.x = 1
print(hasattr(f2, "x"))
def notiter():
    return [x for x in 5]
for _ in range(2):
    try: notiter()
    except TypeError as e: print(e)
def recurse(n): return [recurse(n - 1) for _ in range(2)] if n else []
print(recurse(3))
sys.setrecursionlimit(200)
def deep(): return [deep() for _ in range(1)]
try: deep()
except RecursionError: print("RecursionError")
