def f(*args, **kwargs):
    return args, sorted(kwargs.items())


print(f())
print(f(1, 2))
print(f(a=1, b=2))
print(f(1, *[2, 3], 4, x=5, **{"y": 6}))


def g(a, b=2, *rest, c, d=4, **extra):
    print(a, b, rest, c, d, extra)


g(1, c=3)
g(1, 2, 3, 4, c=5)
g(*range(5), c=0, d=1, e=2)
g(*"ab", **{"c": 1, "z": 9})


def h(a, b, c):
    return a * 100 + b * 10 + c


print(h(*[1, 2, 3]), h(1, *(2, 3)), h(**{"a": 1, "b": 2, "c": 3}), h(1, **dict(c=3, b=2)))
print(h(*(1,), *[2], **{"c": 3}))
print(max(*[3, 9, 2]), print(*[1, 2, 3], sep="-"))
lst = [1, 2]
print([*lst, *lst], {*lst}, (*lst, 3), {**{"a": 1}, **{"b": 2}})
