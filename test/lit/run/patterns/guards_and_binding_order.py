log = []


class T:
    def __init__(self, **kw):
        self.__dict__["kw"] = kw

    def __getattr__(self, n):
        log.append("get " + n)
        try:
            return self.kw[n]
        except KeyError:
            raise AttributeError(n) from None

    def __eq__(self, o):
        log.append(f"eq {o!r}")
        return False


def guard(name, v):
    log.append(f"guard {name}")
    return v


def run(x):
    log.clear()
    match x:
        case T(a=1, b=2) if guard("first", False):
            r = "first"
        case T(a=1, c=c) if guard("second", c):
            r = f"second {c}"
        case T(a=v) if v == 9 and guard("third", True):
            r = f"third {v}"
        case [x, y] if x == y and guard("pair", True):
            r = f"pair {x}"
        case [T(a=z), *rest] if guard("list", rest):
            r = f"list {z} {rest}"
        case {"k": [first, *_], **more} if guard("map", not more):
            r = f"map {first}"
        case _ if guard("wild", False):
            r = "never"
        case other:
            r = "other"
    return r, log


for v in (
    T(a=1, b=2),
    T(a=1, b=3, c="C"),
    T(a=9),
    T(),
    [4, 4],
    [4, 5],
    [T(a=7), 1],
    [T(a=7)],
    {"k": [1, 2]},
    {"k": [1], "z": 0},
    {"k": []},
    5,
):
    print(run(v))
x = "before"
match [1, [2, 3]]:
    case [x, [y, 9]]:
        print("no")
    case [1, z]:
        pass
print(x, z)


def leftover(v):
    match v:
        case [a, b, 3]:
            return "full"
        case _:
            pass
    return sorted(locals())


print(leftover([1, 2, 3]), leftover([1, 2, 4]))
match 5:
    case int() as n if (n := n + 1) > 5:
        print(n)
for v in range(6):
    match v % 3, v:
        case 0, _:
            continue
        case 1, n if n > 3:
            break
        case (1 | 2) as r, n:
            print(r, n)
else:
    print("not reached")


def nested(t):
    match t:
        case ("add", ("num", x), ("num", y)):
            return x + y
        case (op, (("num", _) as l), r) if op in ("add", "mul"):
            return op, l, nested(r)
        case (_, l, r):
            return nested(l), nested(r)
        case ("num", n):
            return n
        case _:
            raise ValueError(t)


print(
    nested(("add", ("num", 1), ("num", 2))),
    nested(("mul", ("num", 3), ("add", ("num", 1), ("num", 1)))),
    nested(("sub", ("num", 1), ("num", 2))),
)
try:
    nested(5)
except ValueError as e:
    print(e)


def raise_in_guard(v):
    match v:
        case int() if 1 / v > 0:
            return "positive"
        case _:
            return "rest"


print(raise_in_guard(2), raise_in_guard(-2), raise_in_guard("s"))
try:
    raise_in_guard(0)
except ZeroDivisionError as e:
    print(e)


def gen(v):
    match (yield v):
        case "a":
            yield "got a"
        case str(s):
            yield f"str {s}"
        case _:
            yield "other"


for send in ("a", "b", 5):
    g = gen(1)
    next(g)
    print(g.send(send))
