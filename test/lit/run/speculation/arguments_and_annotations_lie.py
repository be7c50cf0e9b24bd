# Annotations are never enforced.
def add(a: int, b: int) -> int:
    return a + b


print(add(1, 2), add("a", "b"), add(1.5, 2), add([1], [2]), add(2**70, 1), add(True, True))


def loop(n: int, step: float = 1) -> str:
    x: float = 0
    for i in range(n):
        x += step
    return x


print(loop(10), loop(5, 0.5), loop(3, 2**62), type(loop(3)).__name__)


class P:
    x: int
    y: float = "not a float"

    def __init__(self, x: str):
        self.x: int = x

    def get(self) -> None:
        return self.x, self.y


print(P(1).get(), P("s").get(), P.__annotations__, P(None).get())


def shadow(n: "anything at all", l: list[undefined_name] if False else list = None) -> 5 * 5:
    n: str
    l = l or []
    for i in range(n):
        l.append(i)
    return l


print(shadow(3), shadow.__annotations__, shadow(2, ["a"]))


def unset() -> int:
    v: int
    try:
        return v
    except UnboundLocalError as e:
        return str(e)


print(unset())


def vec(xs: list[float]) -> float:
    t: float = 0.0
    for x in xs:
        t += x * x
    return t


print(vec([1.0, 2.0]), vec([1, 2]), vec((2**40, 3)), vec(range(4)), vec([1j]), vec([True]))
try:
    vec(["a"])
except TypeError as e:
    print(e)


def fact(n: int) -> int:
    return 1 if n <= 1 else n * fact(n - 1)


print(fact(5), fact(25), fact(3.5), fact(True))


def opt(x: int | None = None, *args: int, **kw: str) -> int:
    if x is None:
        return 0
    return x + sum(args) + len(kw)


print(opt(), opt(5), opt(1.5, 2, 3), opt(1, 2, a=1))


def swap(a: int, b: str) -> tuple[str, int]:
    return b, a


print(swap("x", 1), swap(1, 2))


class Node:
    next: "Node"
    value: int

    def __init__(self, value: int, next: "Node | None" = None):
        self.value, self.next = value, next


n = Node(1, Node("two", Node(3.0)))
out = []
while n:
    out.append(n.value)
    n = n.next
print(out)


def strlen(s: str) -> int:
    return len(s)


print(strlen("abc"), strlen([1]), strlen({}), strlen(range(5)))


def idx(l: list, i: int):
    return l[i]


print(idx([1], 0), idx({"a": 5}, "a"), idx("xyz", -1), idx((1, 2), slice(0, 1)), idx(range(10), 3))
x: int = "module level"
y: 1 / 1
print(x, __annotations__)
try:
    y
except NameError as e:
    print(e)


def flag(b: bool) -> str:
    return "yes" if b else "no"


print(flag(True), flag(0), flag("0"), flag([]), flag(0.0), flag(object))
counter: int = 0


def bump(by: int = 1) -> None:
    global counter
    counter += by


for by in (1, 2, 0.5, 2**62, True):
    bump(by)
print(counter)
