def lit(x):
    match x:
        case 1:
            return "int 1"
        case -2:
            return "int -2"
        case 3.5:
            return "float"
        case 1 + 2j:
            return "complex"
        case -1 - 1j:
            return "neg complex"
        case "s":
            return "str"
        case b"b":
            return "bytes"
        case "a" "b":
            return "concat"
        case True:
            return "True"
        case False:
            return "False"
        case None:
            return "None"
        case 0x10 | 0b11:
            return "16 or 3"
        case """multi
line""":
            return "multi"
        case other:
            return f"capture {other!r}"


for v in (
    1,
    1.0,
    True,
    -2,
    3.5,
    1 + 2j,
    -1 - 1j,
    "s",
    b"b",
    "ab",
    False,
    0,
    0.0,
    None,
    16,
    3,
    "multi\nline",
    [1],
    "S",
    float("nan"),
):
    print(repr(v), lit(v))


class NS:
    A = 1
    B = "b"

    class Inner:
        C = (1, 2)


def val(x):
    match x:
        case NS.A:
            return "A"
        case NS.B:
            return "B"
        case NS.Inner.C:
            return "C"
        case _:
            return "none"


print([val(v) for v in (1, True, "b", (1, 2), [1, 2], 2)])


class EqAll:
    def __eq__(self, o):
        print("eq with", o)
        return o == "yes"


def eq(x):
    match x:
        case 1:
            return "one"
        case None:
            return "none"
        case "yes":
            return "yes"
        case True:
            return "true"
    return "nothing"


print(eq(EqAll()))


def guard(x):
    match x:
        case n if n < 0:
            return "neg"
        case n if (m := n * 2) > 10:
            return f"big {m}"
        case (a, b) | [a, b, _] if a == b:
            return "never for ints"
        case n:
            return f"other {n}"


print(guard(-1), guard(6), guard(3))


def bind(x):
    match x:
        case [a, b]:
            pass
        case {"k": a}:
            pass
        case _:
            a = b = None
    try:
        return a, b
    except UnboundLocalError as e:
        return str(e)


print(bind([1, 2]), bind({"k": 5}), bind(0))


def fail_binds(x):
    match x:
        case [a, 2] if print("guard sees", a):
            return "no"
        case _:
            pass
    try:
        return a
    except UnboundLocalError:
        return "unbound"


print(fail_binds([9, 2]), fail_binds([9, 3]))


def as_pat(x):
    match x:
        case (1 | 2) as n:
            return ("or", n)
        case [int() as a, (str() | None) as b] as whole:
            return (a, b, whole)
        case {"x": [_, *rest] as l}:
            return (rest, l)
        case str() as s if len(s) > 2:
            return s
        case _ as y if False:
            return "never"
    return "no"


print([as_pat(v) for v in (2, [1, "s"], [1, None], [1, 2], {"x": (1, 2, 3)}, "long", "s")])


def side():
    print("subject once")
    return 5


match side():
    case 1 | 2 | 3:
        print("no")
    case 5:
        print("five")
match 1, 2:
    case a, b:
        print("open tuple", a, b)
match [1, 2],:
    case [x],:
        print("no comma")
    case x,:
        print("one tuple", x)
match = 1
case = 2
_ = 3
print(match, case, _, match + case)


def soft(match, case=1, type=2):
    return match + case + type


print(soft(match=1))
match (match):
    case 1:
        print("soft keywords stay names")
match -1:
    case -1:
        print("neg subject")
match {}:
    case {}:
        print("empty mapping matches any mapping")
match {"a": 1}:
    case {}:
        print("also non-empty")
match "x":
    case _:
        print("wildcard", _)
for v in range(4):
    match v:
        case 0:
            continue
        case 2:
            break
        case n:
            print("loop", n)
