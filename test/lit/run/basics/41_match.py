def f(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2:
            return "one or two"
        case "a":
            return "letter"
        case []:
            return "empty list"
        case [a]:
            return "one item %r" % a
        case [a, b, *rest]:
            return "%r %r rest %r" % (a, b, rest)
        case {"k": v, **others}:
            return "mapping %r %r" % (v, others)
        case int(n) if n > 100:
            return "big %d" % n
        case str() as s:
            return "string " + s
        case None | True:
            return "constant"
        case float():
            return "float"
        case _:
            return "other"


for v in (0, 1, 2, "a", [], [1], (1, 2), [1, 2, 3, 4], {"k": 1}, {"k": 2, "z": 3}, {}, 500, 50,
          "hey", None, True, 2.5, object):
    print(f(v))


class P:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


match P(1, 2):
    case P(0, y):
        print("no")
    case P(x, y=2):
        print("P", x)
