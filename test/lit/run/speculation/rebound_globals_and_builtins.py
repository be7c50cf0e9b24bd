import builtins


def helper(x):
    return x + 1


def use(n):
    total = 0
    for i in range(n):
        total += helper(i)
    return total


print(use(100))


def helper(x):
    return x * 10


print(use(100))
helper = lambda x: -x
print(use(100))


class Callable:
    def __call__(self, x):
        return 7


helper = Callable()
print(use(100))
helper = 5
try:
    use(1)
except TypeError as e:
    print(e)
del helper
try:
    use(1)
except NameError as e:
    print(e)


def counting(x):
    global helper
    if x == 50:
        helper = lambda y: 1000
    return x


helper = counting
print(use(100))


def lens(xs):
    return [len(x) for x in xs]


print(lens(["a", "bb"]))
len = lambda x: "mine"
print(lens(["a", "bb"]))
del len
print(lens(["a", "bb"]))
real = builtins.len
builtins.len = lambda x: real(x) + 100
print(lens(["a", "bb"]))
builtins.len = real
print(lens(["a", "bb"]))
saved_range = range
LIMIT = 10


def uses_constants():
    out = []
    for i in range(LIMIT):
        out.append(i)
    return out


print(uses_constants())
LIMIT = 3
print(uses_constants())
range = lambda n: ["shadowed"] * n
print(uses_constants())
del range
print(uses_constants())
globals()["LIMIT"] = 2
print(uses_constants())
exec("LIMIT = 1")
print(uses_constants())


def change_inside(n):
    global LIMIT
    seen = []
    for i in saved_range(n):
        if i < LIMIT:
            seen.append(i)
        if i == 3:
            LIMIT = 100
        if i == 6:
            del LIMIT
            LIMIT = 0
    return seen


LIMIT = 2
print(change_inside(10))


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


orig = recursive
print(recursive(5))
recursive = lambda n: "intercepted" if n == 3 else orig(n)
try:
    print(orig(5))
except TypeError as e:
    print(e)
print([orig(i) for i in saved_range(3)])
isinstance_real = isinstance
isinstance = lambda a, b: True


def check(x):
    return isinstance(x, str)


print(check(5))
del isinstance
print(check(5))
print_ = print
print = lambda *a: print_("wrapped", *a)
print(1, 2)
del print
print(1, 2)
