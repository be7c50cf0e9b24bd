def lisp(src):
    toks = src.replace("(", " ( ").replace(")", " ) ").split()

    def read():
        t = toks.pop(0)
        if t == "(":
            out = []
            while toks[0] != ")":
                out.append(read())
            toks.pop(0)
            return out
        try:
            return int(t)
        except ValueError:
            return t

    return read()


def ev(x, env):
    match x:
        case int() | float():
            return x
        case str(name):
            return env[name]
        case ["quote", v]:
            return v
        case ["if", c, t, f]:
            return ev(t if ev(c, env) else f, env)
        case ["define", str(name), v]:
            env[name] = ev(v, env)
            return None
        case ["lambda", [*params], body]:
            return lambda *args: ev(body, {**env, **dict(zip(params, args))} | {"self": None})
        case ["let", [*binds], body]:
            return ev(body, {**env, **{k: ev(v, env) for k, v in binds}})
        case ["begin", *body, last]:
            for b in body:
                ev(b, env)
            return ev(last, env)
        case [f, *args]:
            return ev(f, env)(*[ev(a, env) for a in args])
        case []:
            raise SyntaxError("empty form")


env = {
    "+": lambda *a: sum(a),
    "*": lambda a, b: a * b,
    "-": lambda a, b: a - b,
    "<": lambda a, b: a < b,
    "list": lambda *a: list(a),
}
for src in (
    "(+ 1 2 3)",
    "(begin (define x 5) (* x x))",
    "(let ((a 2) (b 3)) (- a b))",
    "((lambda (x y) (+ x (* y 10))) 1 2)",
    "(if (< 1 2) (quote yes) (quote no))",
    "(list 1 (list 2) (quote (3 4)))",
):
    print(src, "=>", ev(lisp(src), env))
try:
    ev([], env)
except SyntaxError as e:
    print(e)


def cmd(line, state):
    match line.split():
        case ["go", ("north" | "south" | "east" | "west") as d]:
            x, y = state["pos"]
            dx, dy = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}[d]
            state["pos"] = x + dx, y + dy
            return f"you go {d} to {state['pos']}"
        case ["go", other]:
            return f"cannot go {other}"
        case ["go"]:
            return "go where?"
        case ["take", *things] if things:
            state["bag"] += things
            return f"taken {len(things)}"
        case ["drop", thing] if thing in state["bag"]:
            state["bag"].remove(thing)
            return f"dropped {thing}"
        case ["drop", *_]:
            return "nothing dropped"
        case ["say", *words]:
            return " ".join(words).upper()
        case ["inv" | "inventory"]:
            return ", ".join(state["bag"]) or "empty"
        case []:
            return ""
        case [verb, *_]:
            return f"unknown verb {verb!r}"


st = {"pos": (0, 0), "bag": []}
for l in (
    "go north",
    "go east",
    "go up",
    "go",
    "take lamp key",
    "take",
    "inv",
    "drop lamp",
    "drop sword",
    "inventory",
    "say hello there",
    "",
    "dance wildly",
):
    print(">", l, "|", cmd(l, st))


def json_type(v):
    match v:
        case None:
            return "null"
        case True | False:
            return "bool"
        case int() | float():
            return "number"
        case str():
            return "string"
        case []:
            return "[]"
        case [x, *xs] if all(json_type(y) == json_type(x) for y in xs):
            return f"[{json_type(x)}]"
        case list():
            return "[mixed]"
        case {}:
            return "{" + ", ".join(f"{k}: {json_type(w)}" for k, w in v.items()) + "}"


print(json_type({"a": [1, 2.5], "b": [1, "x"], "c": None, "d": {"e": [], "f": [[1], [2]]}, "g": False}))


def diff(e):
    match e:
        case int():
            return 0
        case "x":
            return 1
        case ("+", a, b):
            return ("+", diff(a), diff(b))
        case ("*", a, b):
            return ("+", ("*", diff(a), b), ("*", a, diff(b)))
        case ("^", a, int(n)):
            return ("*", ("*", n, ("^", a, n - 1)), diff(a))


def simp(e):
    match e:
        case (op, a, b):
            match op, simp(a), simp(b):
                case "+", 0, y:
                    return y
                case "+", x, 0:
                    return x
                case "*", 0, _:
                    return 0
                case "*", _, 0:
                    return 0
                case "*", 1, y:
                    return y
                case "*", x, 1:
                    return x
                case "^", x, 1:
                    return x
                case "^", _, 0:
                    return 1
                case o, int(x), int(y):
                    return {"+": x + y, "*": x * y, "^": x**y}[o]
                case r:
                    return r
        case _:
            return e


print(simp(diff(("+", ("^", "x", 3), ("*", 4, "x")))), simp(diff(("*", "x", "x"))), simp(diff(5)))
