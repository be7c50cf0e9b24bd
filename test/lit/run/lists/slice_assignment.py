def show(code, base=10):
    a = list(range(base))
    try:
        exec(code, {"a": a})
        print(code, "->", a)
    except Exception as e:
        print(code, "->", type(e).__name__, e, a)


for code in (
    "a[2:5] = 'xyz'",
    "a[2:5] = []",
    "a[2:5] = [1,2,3,4,5,6]",
    "a[5:2] = ['i']",
    "a[:] = []",
    "a[:] = a",
    "a[2:4] = a",
    "a[:0] = [-1]",
    "a[len(a):] = ['e']",
    "a[::2] = 'abcde'",
    "a[1::2] = range(5)",
    "a[::-1] = range(10)",
    "a[::-2] = 'abcde'",
    "a[::2] = [1]",
    "a[::2] = []",
    "a[0:0:2] = []",
    "a[5:2:2] = []",
    "a[5:2:2] = [1]",
    "a[2:5:1] = [9]",
    "a[-3:-1] = ['n']",
    "a[100:200] = ['far']",
    "a[-100:2] = ['near']",
    "a[2:5] = 5",
    "a[::2] = 5",
    "a[2:3] = (x for x in 'gen')",
    "a[2:4] = {7: 1, 8: 2}",
    "del a[2:5]",
    "del a[:]",
    "del a[::2]",
    "del a[::-1]",
    "del a[1::3]",
    "del a[::-3]",
    "del a[5:2]",
    "del a[-1]",
    "del a[20]",
    "del a[-20]",
    "del a['x']",
    "del a[2:100]",
    "del a[8:1:-3]",
    "a[0] = a",
    "a[20] = 1",
    "a[-20] = 1",
    "a['x'] = 1",
    "a[1.5] = 1",
    "a[True] = 'T'",
    "a[::0] = []",
    "del a[::0]",
    "a[1:3], a[0] = [1], 'z'",
    "a[2:4] += ['p']",
    "a[1:1] *= 3",
):
    show(code)
import itertools

h = 0
for i, j, k in itertools.product(range(-6, 7, 2), range(-6, 7, 3), (1, 2, 3, -1, -2)):
    a = list(range(5))
    b = a[:]
    del b[i:j:k]
    n = len(a[i:j:k])
    c = a[:]
    c[i:j:k] = ["n"] * n
    d = a[:]
    d[i:j] = [7, 8]
    assert len(b) == 5 - n and c.count("n") == n
    h = (h * 7 + sum(b) + len(d) * 3 + d.index(7)) % 10**9
print(h)
