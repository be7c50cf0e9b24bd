"""Hindley-Milner inference and evaluation for a lambda calculus with let-polymorphism, tuples, lists and recursion."""

import re


class InferError(Exception):
    pass


class TVar:
    count = 0

    def __init__(self, level):
        TVar.count += 1
        self.id, self.level, self.ref = TVar.count, level, None


class TCon:
    def __init__(self, name, *args):
        self.name, self.args = name, args


INT, BOOL, STR, UNIT = (TCon(n) for n in ("int", "bool", "string", "unit"))


def fn(*ts):
    *args, r = ts
    for a in reversed(args):
        r = TCon("->", a, r)
    return r


def prune(t):
    while isinstance(t, TVar) and t.ref is not None:
        t = t.ref
    return t


class Namer(dict):
    def __missing__(self, k):
        n = len(self)
        self[k] = "'" + chr(97 + n % 26) + (str(n // 26) if n >= 26 else "")
        return self[k]


def show(t, names=None, nested=False):
    names = Namer() if names is None else names
    t = prune(t)
    if isinstance(t, TVar):
        return names[t.id]
    if t.name == "->":
        s = f"{show(t.args[0], names, True)} -> {show(t.args[1], names)}"
        return f"({s})" if nested else s
    if t.name == "*":
        return "(" + " * ".join(show(a, names, True) for a in t.args) + ")"
    return " ".join([show(a, names, True) for a in t.args] + [t.name])


def occurs(v, t):
    t = prune(t)
    if t is v:
        return True
    if isinstance(t, TVar):
        t.level = min(t.level, v.level)
        return False
    return any([occurs(v, a) for a in t.args])


def unify(a, b):
    a, b = prune(a), prune(b)
    if a is b:
        return
    if isinstance(a, TVar):
        if occurs(a, b):
            names = Namer()
            raise InferError(f"infinite type {show(a, names)} = {show(b, names)}")
        a.ref = b
    elif isinstance(b, TVar):
        unify(b, a)
    elif a.name != b.name or len(a.args) != len(b.args):
        names = Namer()
        raise InferError(f"cannot unify {show(a, names)} with {show(b, names)}")
    else:
        for x, y in zip(a.args, b.args):
            unify(x, y)


class Scheme:
    def __init__(self, t, level):
        self.t, self.level = t, level

    def instantiate(self, level):
        fresh = {}

        def copy(t):
            t = prune(t)
            if isinstance(t, TVar):
                if t.level <= self.level:
                    return t
                return fresh.setdefault(t.id, TVar(level)) if t.id not in fresh else fresh[t.id]
            return TCon(t.name, *map(copy, t.args)) if t.args else t

        return copy(self.t)


TOKEN = re.compile(r'\s*(\d+|"[^"]*"|->|::|\[\]|<=|==|[A-Za-z_]\w*|[()=,+\-*<\[\];\\])')


class Parser:
    def __init__(self, src):
        self.toks = TOKEN.findall(src)
        if "".join(self.toks) != re.sub(r"\s+", "", src) and '"' not in src:
            raise InferError("lexical error")
        self.i = 0

    def peek(self):
        return self.toks[self.i] if self.i < len(self.toks) else "<end>"

    def take(self, want=None):
        t = self.peek()
        if want and t != want:
            raise InferError(f"expected {want}, got {t}")
        self.i += 1
        return t

    def program(self):
        e = self.expr()
        if self.i != len(self.toks):
            raise InferError(f"unexpected {self.peek()}")
        return e

    def expr(self):
        match self.peek():
            case "let":
                self.take()
                rec = self.peek() == "rec" and self.take()
                name, params = self.take(), []
                while self.peek() != "=":
                    params.append(self.take())
                self.take()
                value = self.expr()
                for p in reversed(params):
                    value = ("lam", p, value)
                self.take("in")
                return ("letrec" if rec else "let", name, value, self.expr())
            case "fun" | "\\":
                self.take()
                params = [self.take()]
                while self.peek() != "->":
                    params.append(self.take())
                self.take()
                body = self.expr()
                for p in reversed(params):
                    body = ("lam", p, body)
                return body
            case "if":
                self.take()
                c = self.expr()
                self.take("then")
                a = self.expr()
                self.take("else")
                return ("if", c, a, self.expr())
        return self.compare()

    def compare(self):
        left = self.cons()
        if self.peek() in ("<", "<=", "=="):
            op = self.take()
            return ("app", ("app", ("var", op), left), self.cons())
        return left

    def cons(self):
        left = self.sum()
        if self.peek() == "::":
            self.take()
            return ("app", ("app", ("var", "::"), left), self.cons())
        return left

    def sum(self):
        left = self.product()
        while self.peek() in ("+", "-"):
            left = ("app", ("app", ("var", self.take()), left), self.product())
        return left

    def product(self):
        left = self.apply()
        while self.peek() == "*":
            left = ("app", ("app", ("var", self.take()), left), self.apply())
        return left

    def apply(self):
        f = self.atom()
        while self.peek() not in (
            "<end>",
            ")",
            ",",
            "in",
            "then",
            "else",
            "=",
            "+",
            "-",
            "*",
            "<",
            "<=",
            "==",
            "::",
            "]",
            ";",
            "->",
        ):
            f = ("app", f, self.atom())
        return f

    def atom(self):
        t = self.take()
        if t.isdigit():
            return ("lit", int(t))
        if t[0] == '"':
            return ("lit", t[1:-1])
        if t in ("true", "false"):
            return ("lit", t == "true")
        if t == "[]":
            return ("var", "[]")
        if t == "[":
            items = [self.expr()]
            while self.peek() == ";":
                self.take()
                items.append(self.expr())
            self.take("]")
            out = ("var", "[]")
            for x in reversed(items):
                out = ("app", ("app", ("var", "::"), x), out)
            return out
        if t == "(":
            if self.peek() == ")":
                self.take()
                return ("lit", None)
            items = [self.expr()]
            while self.peek() == ",":
                self.take()
                items.append(self.expr())
            self.take(")")
            return items[0] if len(items) == 1 else ("tuple", items)
        if not (t[0].isalpha() or t[0] == "_") or t in ("in", "then", "else"):
            raise InferError(f"unexpected {t}")
        return ("var", t)


def infer(e, env, level=0):
    match e:
        case ("lit", v):
            return {int: INT, bool: BOOL, str: STR, type(None): UNIT}[type(v)]
        case ("var", n):
            if n not in env:
                raise InferError(f"unbound {n}")
            s = env[n]
            return s.instantiate(level) if isinstance(s, Scheme) else s
        case ("lam", p, body):
            a = TVar(level)
            return fn(a, infer(body, {**env, p: a}, level))
        case ("app", f, x):
            tf, tx, r = infer(f, env, level), infer(x, env, level), TVar(level)
            unify(tf, fn(tx, r))
            return r
        case ("let", n, v, body):
            t = infer(v, env, level + 1)
            return infer(body, {**env, n: Scheme(t, level)}, level)
        case ("letrec", n, v, body):
            a = TVar(level + 1)
            unify(a, infer(v, {**env, n: a}, level + 1))
            return infer(body, {**env, n: Scheme(a, level)}, level)
        case ("if", c, a, b):
            unify(infer(c, env, level), BOOL)
            ta = infer(a, env, level)
            unify(ta, infer(b, env, level))
            return ta
        case ("tuple", items):
            return TCon("*", *[infer(i, env, level) for i in items])


def run(e, env):
    match e:
        case ("lit", v):
            return v
        case ("var", n):
            return env[n]
        case ("lam", p, body):
            return lambda x: run(body, {**env, p: x})
        case ("app", f, x):
            return run(f, env)(run(x, env))
        case ("let", n, v, body):
            return run(body, {**env, n: run(v, env)})
        case ("letrec", n, v, body):
            inner = dict(env)
            inner[n] = run(v, inner)
            return run(body, inner)
        case ("if", c, a, b):
            return run(a if run(c, env) else b, env)
        case ("tuple", items):
            return tuple(run(i, env) for i in items)


def poly(make):
    return Scheme(make(TVar(1), TVar(1)), 0)


def lst(t):
    return TCon("list", t)


TYPES = {
    "+": fn(INT, INT, INT),
    "-": fn(INT, INT, INT),
    "*": fn(INT, INT, INT),
    "<": fn(INT, INT, BOOL),
    "<=": fn(INT, INT, BOOL),
    "==": poly(lambda a, b: fn(a, a, BOOL)),
    "[]": poly(lambda a, b: lst(a)),
    "::": poly(lambda a, b: fn(a, lst(a), lst(a))),
    "null": poly(lambda a, b: fn(lst(a), BOOL)),
    "head": poly(lambda a, b: fn(lst(a), a)),
    "tail": poly(lambda a, b: fn(lst(a), lst(a))),
    "fst": poly(lambda a, b: fn(TCon("*", a, b), a)),
    "snd": poly(lambda a, b: fn(TCon("*", a, b), b)),
    "length": fn(STR, INT),
    "not": fn(BOOL, BOOL),
}
VALUES = {
    "+": lambda a: lambda b: a + b,
    "-": lambda a: lambda b: a - b,
    "*": lambda a: lambda b: a * b,
    "<": lambda a: lambda b: a < b,
    "<=": lambda a: lambda b: a <= b,
    "==": lambda a: lambda b: a == b,
    "[]": [],
    "::": lambda a: lambda l: [a, *l],
    "null": lambda l: not l,
    "head": lambda l: l[0],
    "tail": lambda l: l[1:],
    "fst": lambda p: p[0],
    "snd": lambda p: p[1],
    "length": len,
    "not": lambda b: not b,
}
for src in (
    "1 + 2 * 3",
    "fun x -> x",
    "fun f g x -> f (g x)",
    "let id = fun x -> x in (id 1, id true, id \"s\")",
    "fun x y -> x",
    "let rec fact n = if n <= 1 then 1 else n * fact (n - 1) in fact 10",
    "let rec map f l = if null l then [] else f (head l) :: map f (tail l) in map",
    "let rec map f l = if null l then [] else f (head l) :: map f (tail l) in map (fun x -> x * x) [1; 2; 3]",
    "let rec fold f a l = if null l then a else fold f (f a (head l)) (tail l) in (fold (fun a x -> a + x) 0 [1;2;3;4], fold)",
    "let swap p = (snd p, fst p) in swap (1, true)",
    "fun f -> f (f 1)",
    "let twice f x = f (f x) in twice twice (fun n -> n * 2) 1",
    "[fun x -> x; fun y -> y + 1]",
    "let compose f g x = f (g x) in compose not (fun n -> n < 5)",
    "fun x -> let y = x in (y, y)",
    "let k = fun x -> fun y -> x in k",
    "()",
    "fun p -> fst (snd p)",
    "let rec fib n = if n < 2 then n else fib (n - 1) + fib (n - 2) in [fib 10; fib 12]",
    "let rec zip a b = if null a then [] else (head a, head b) :: zip (tail a) (tail b) in zip [1; 2] [true; false]",
    "fun a b c d -> (a b, c d, a d)",
    "let s = fun x y z -> x z (y z) in let k = fun x y -> x in s k k",
    "fun x -> x x",
    "1 + true",
    "if 1 then 2 else 3",
    "fun f -> (f 1, f true)",
    "undefined",
    "[1; true]",
    "let rec f x = f in f",
    "(1, 2) + 3",
    "head 5",
    "fun x -> (x 1, x + 1)",
    "let x = in 5",
    "(1",
    "1 2",
):
    try:
        e = Parser(src).program()
        t = infer(e, TYPES)
        v = run(e, VALUES)
        print(
            f"{src}\n    : {show(t)} = {'<fun>' if callable(v) else v if not isinstance(v, (list, tuple)) or not any(map(callable, v)) else '<with functions>'}"
        )
    except InferError as err:
        print(f"{src}\n    ! {err}")
