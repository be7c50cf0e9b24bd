a, b = 1, 2
a, = [3]
[a, b] = "xy"
(a, (b, c)), d = (1, (2, 3)), 4
print(a, b, c, d)
*a, = range(3)
a, *b = 1,
print(a, b)
*a, b, c = range(5)
a, *b, c = "ab"
print(a, b, c)
(a, *b), *c = ([1, 2, 3], 4, 5)
print(a, b, c)
x = [0, 0, 0]
i = 0
x[0], x[1], *x[2:] = 1, 2, 3, 4
print(x)


class O:
    pass


o = O()
o.a, o.b = o.c = 5, 6
print(o.a, o.b, o.c)
for a, *b in [(1, 2, 3), [4], "xyz"]:
    print(a, b)
for [a, [b]] in [(1, (2,))]:
    print(a, b)
for i, x[i] in enumerate("ab"):
    pass
print(x)
with __import__("contextlib").nullcontext((1, (2, 3))) as (a, (b, c)):
    print(a, b, c)
print([a + b for a, b in [(1, 2)]], {k: v for k, *v in ["abc"]}, [x for x, in [(1,)]])


def f():
    return 1, *[2, 3], 4


def g():
    yield 1, *[2]
    x = yield
    return *x, 9


print(f(), list(g().__iter__().__next__()))
t = 1, *(2, 3)
print(t, [*t, *t], {*t}, (*t,), {**{}}, *t)
d = {"a": 1, **{"b": 2}, "a": 3}
print(d, {**d, **{"c": 1}}, dict(**d, z=1))


class G:
    def __getitem__(self, k):
        return k


print(G()[1], G()[1, 2], G()[*t], G()[1:2, *t], G()[()], G()[1,], G()[:, 1], G()[::2], G()[...], G()["a":"b"])
print(*[1], *(2,), **{"sep": "-"})
for x in *[1, 2], 3:
    print(x, end=" ")
print()
a = b = c = []
a.append(1)
print(b, c)
a, b = b, a = 1, 2
print(a, b)
i = [0, 1]
i[0], i[i[0]] = 1, "w"
print(i)
first, second, *_ = iter(range(10))
print(first, second, len(_))
try:
    (a, b), c = 1, 2
except TypeError as e:
    print(e)
try:
    a, b, c = {"x": 1}
except ValueError as e:
    print(e)
try:
    [a, *b] = None
except TypeError as e:
    print(e)
del a, (b, c), [d]
print("a" in globals(), "b" in globals(), "d" in globals())
lst = list(range(10))
del lst[0], lst[-1], lst[2:4]
print(lst)
return_ = lambda *a, **k: (a, k)
print(return_(*lst[:2], 5, *"z", k=1, **{"m": 2}))
global_list = [*map(str, range(3)), *({} or [9])]
print(global_list)
