"""An interpreter for a small imperative language with functions, closures, lists and errors."""

import re
from dataclasses import dataclass, field

TOKEN = re.compile(
    r'\s*(?:(#[^\n]*)|(\d+\.\d+|\d+)|("(?:[^"\\]|\\.)*")|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-+*/%<>=!(){}\[\],;.]))'
)
KEYWORDS = {
    "let",
    "fn",
    "if",
    "else",
    "while",
    "return",
    "print",
    "true",
    "false",
    "nil",
    "for",
    "in",
    "break",
    "continue",
    "try",
    "catch",
    "throw",
}


class LangError(Exception):
    def __init__(self, msg, line=None):
        super().__init__(msg)
        self.line = line


@dataclass
class Tok:
    kind: str
    text: str
    line: int


def lex(src):
    pos, line, out = 0, 1, []
    src = src.rstrip()
    while pos < len(src):
        m = TOKEN.match(src, pos)
        if not m or m.end() == pos:
            raise LangError(f"bad character {src[pos:].lstrip()[0]!r}", line)
        line += src.count("\n", pos, m.start(m.lastindex))
        comment, num, string, name, op = m.groups()
        if num:
            out.append(Tok("num", num, line))
        elif string:
            out.append(Tok("str", string, line))
        elif name:
            out.append(Tok("kw" if name in KEYWORDS else "name", name, line))
        elif op:
            out.append(Tok("op", op, line))
        pos = m.end()
    out.append(Tok("end", "", line))
    return out


@dataclass
class Fn:
    name: str
    params: list
    body: list
    env: "Env" = field(repr=False)


class Env:
    def __init__(self, parent=None):
        self.vars, self.parent = {}, parent

    def find(self, name, line):
        env = self
        while env is not None:
            if name in env.vars:
                return env
            env = env.parent
        raise LangError(f"undefined name {name}", line)


class Parser:
    PREC = [("||",), ("&&",), ("==", "!="), ("<", ">", "<=", ">=", "in"), ("+", "-"), ("*", "/", "%")]

    def __init__(self, src):
        self.toks = lex(src)
        self.i = 0

    @property
    def tok(self):
        return self.toks[self.i]

    def accept(self, *texts):
        t = self.tok
        if t.kind in ("op", "kw") and t.text in texts:
            self.i += 1
            return t
        return None

    def expect(self, text):
        t = self.accept(text)
        if not t:
            raise LangError(f"expected {text!r}, got {self.tok.text or 'end of input'!r}", self.tok.line)
        return t

    def name(self):
        t = self.tok
        if t.kind != "name":
            raise LangError(f"expected a name, got {t.text!r}", t.line)
        self.i += 1
        return t.text

    def program(self):
        out = []
        while self.tok.kind != "end":
            out.append(self.statement())
        return out

    def block(self):
        self.expect("{")
        out = []
        while not self.accept("}"):
            if self.tok.kind == "end":
                raise LangError("missing '}'", self.tok.line)
            out.append(self.statement())
        return out

    def statement(self):
        line = self.tok.line
        if self.accept("let"):
            n = self.name()
            self.expect("=")
            e = self.expr()
            self.accept(";")
            return ("let", n, e, line)
        if self.tok.text == "fn" and self.toks[self.i + 1].kind == "name":
            self.accept("fn")
            n = self.name()
            return ("let", n, self.function(n, line), line)
        if self.accept("if"):
            c, then = self.expr(), self.block()
            other = []
            if self.accept("else"):
                other = [self.statement()] if self.tok.text == "if" else self.block()
            return ("if", c, then, other, line)
        if self.accept("while"):
            return ("while", self.expr(), self.block(), line)
        if self.accept("for"):
            n = self.name()
            self.expect("in")
            return ("for", n, self.expr(), self.block(), line)
        if self.accept("try"):
            body = self.block()
            self.expect("catch")
            return ("try", body, self.name(), self.block(), line)
        for word in ("return", "throw", "print"):
            if self.accept(word):
                args = [] if self.tok.text in (";", "}") else [self.expr()]
                while word == "print" and self.accept(","):
                    args.append(self.expr())
                self.accept(";")
                return (word, args, line)
        for word in ("break", "continue"):
            if self.accept(word):
                self.accept(";")
                return (word, line)
        e = self.expr()
        if self.accept("="):
            if e[0] not in ("var", "index"):
                raise LangError("cannot assign to expression", line)
            e = ("assign", e, self.expr(), line)
        self.accept(";")
        return ("expr", e, line)

    def function(self, name, line):
        self.expect("(")
        params = []
        while not self.accept(")"):
            params.append(self.name())
            self.accept(",")
        return ("fn", name, params, self.block(), line)

    def expr(self, level=0):
        if level == len(self.PREC):
            return self.unary()
        left = self.expr(level + 1)
        while t := self.accept(*self.PREC[level]):
            left = ("bin", t.text, left, self.expr(level + 1), t.line)
        return left

    def unary(self):
        if t := self.accept("-", "!"):
            return ("un", t.text, self.unary(), t.line)
        e = self.atom()
        while t := self.accept("(", "["):
            if t.text == "[":
                e = ("index", e, self.expr(), t.line)
                self.expect("]")
            else:
                e = ("call", e, self.items(")"), t.line)
        return e

    def items(self, close):
        out = []
        while not self.accept(close):
            out.append(self.expr())
            if not self.accept(","):
                self.expect(close)
                break
        return out

    def atom(self):
        t = self.tok
        self.i += 1
        match t.kind, t.text:
            case "num", s:
                return ("const", float(s) if "." in s else int(s))
            case "str", s:
                return ("const", s[1:-1].replace("\\n", "\n").replace('\\"', '"'))
            case "name", n:
                return ("var", n, t.line)
            case "kw", ("true" | "false" | "nil") as w:
                return ("const", {"true": True, "false": False, "nil": None}[w])
            case "kw", "fn":
                return self.function("<fn>", t.line)
            case "op", "(":
                e = self.expr()
                self.expect(")")
                return e
            case "op", "[":
                return ("list", self.items("]"))
        raise LangError(f"unexpected {t.text or 'end of input'!r}", t.line)


class Break(Exception): ...


class Continue(Exception): ...


class Return(Exception):
    def __init__(self, value):
        self.value = value


class Thrown(LangError):
    def __init__(self, value, line):
        super().__init__(show(value), line)
        self.value = value


def show(v):
    match v:
        case None:
            return "nil"
        case True:
            return "true"
        case False:
            return "false"
        case list():
            return "[" + ", ".join(map(show, v)) + "]"
        case Fn(name=n):
            return f"<fn {n}>"
        case float() if v.is_integer():
            return f"{v:.1f}"
    return str(v)


class Interp:
    def __init__(self):
        self.globals = Env()
        self.steps = 0
        self.out = []
        g = self.globals.vars
        g.update(
            len=len,
            push=lambda l, x: l.append(x),
            str=show,
            int=int,
            range=lambda n: list(range(n)),
            sorted=sorted,
            pop=lambda l: l.pop(),
        )

    def run(self, src):
        for s in Parser(src).program():
            self.exec(s, self.globals)

    def body(self, stmts, env):
        for s in stmts:
            self.exec(s, env)

    def exec(self, s, env):
        self.steps += 1
        match s:
            case ("let", n, e, _):
                env.vars[n] = self.eval(e, env)
            case ("expr", e, _):
                self.eval(e, env)
            case ("print", args, _):
                print(*[show(self.eval(a, env)) for a in args])
            case ("if", c, a, b, _):
                self.body(a if self.truth(self.eval(c, env)) else b, Env(env))
            case ("while", c, body, _):
                while self.truth(self.eval(c, env)):
                    try:
                        self.body(body, Env(env))
                    except Break:
                        break
                    except Continue:
                        continue
            case ("for", n, e, body, line):
                seq = self.eval(e, env)
                if not isinstance(seq, (list, str)):
                    raise LangError(f"cannot iterate over {show(seq)}", line)
                for v in seq:
                    inner = Env(env)
                    inner.vars[n] = v
                    try:
                        self.body(body, inner)
                    except Break:
                        break
                    except Continue:
                        pass
            case ("try", body, n, handler, _):
                try:
                    self.body(body, Env(env))
                except LangError as e:
                    inner = Env(env)
                    inner.vars[n] = e.value if isinstance(e, Thrown) else f"{e} (line {e.line})"
                    self.body(handler, inner)
            case ("return", args, _):
                raise Return(self.eval(args[0], env) if args else None)
            case ("throw", args, line):
                raise Thrown(self.eval(args[0], env), line)
            case ("break", _):
                raise Break
            case ("continue", _):
                raise Continue

    def truth(self, v):
        return v is not None and v is not False

    def eval(self, e, env):
        self.steps += 1
        match e:
            case ("const", v):
                return v
            case ("var", n, line):
                return env.find(n, line).vars[n]
            case ("list", items):
                return [self.eval(i, env) for i in items]
            case ("fn", n, params, body, _):
                return Fn(n, params, body, env)
            case ("un", op, x, line):
                v = self.eval(x, env)
                return -v if op == "-" else not self.truth(v)
            case ("bin", "&&", a, b, _):
                v = self.eval(a, env)
                return self.eval(b, env) if self.truth(v) else v
            case ("bin", "||", a, b, _):
                v = self.eval(a, env)
                return v if self.truth(v) else self.eval(b, env)
            case ("bin", op, a, b, line):
                return self.binary(op, self.eval(a, env), self.eval(b, env), line)
            case ("index", l, i, line):
                l, i = self.eval(l, env), self.eval(i, env)
                try:
                    return l[i]
                except (IndexError, TypeError) as err:
                    raise LangError(f"bad index {show(i)}", line) from err
            case ("assign", ("var", n, _), v, line):
                target = env.find(n, line)
                target.vars[n] = r = self.eval(v, env)
                return r
            case ("assign", ("index", l, i, _), v, line):
                self.eval(l, env)[self.eval(i, env)] = r = self.eval(v, env)
                return r
            case ("call", f, args, line):
                return self.call(self.eval(f, env), [self.eval(a, env) for a in args], line)
        raise AssertionError(e)

    def binary(self, op, a, b, line):
        try:
            match op:
                case "+":
                    return show(a) + show(b) if isinstance(a, str) or isinstance(b, str) else a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
                case "/":
                    return a / b if isinstance(a, float) or isinstance(b, float) or a % b else a // b
                case "%":
                    return a % b
                case "<":
                    return a < b
                case ">":
                    return a > b
                case "<=":
                    return a <= b
                case ">=":
                    return a >= b
                case "==":
                    return a == b
                case "!=":
                    return a != b
                case "in":
                    return a in b
        except ZeroDivisionError:
            raise LangError("division by zero", line) from None
        except TypeError:
            raise LangError(f"cannot apply {op} to {show(a)} and {show(b)}", line) from None

    def call(self, f, args, line):
        if callable(f):
            try:
                return f(*args)
            except LangError:
                raise
            except Exception as e:
                raise LangError(f"{type(e).__name__} in builtin", line) from e
        if not isinstance(f, Fn):
            raise LangError(f"{show(f)} is not a function", line)
        if len(args) != len(f.params):
            raise LangError(f"{f.name} takes {len(f.params)} arguments, got {len(args)}", line)
        env = Env(f.env)
        env.vars.update(zip(f.params, args))
        try:
            self.body(f.body, env)
        except Return as r:
            return r.value


PROGRAM = '''
# functions, recursion, closures
fn fib(n) { if n < 2 { return n } return fib(n - 1) + fib(n - 2) }
print "fib", fib(15)
fn counter() { let n = 0; return fn() { n = n + 1; return n } }
let a = counter(); let b = counter();
a(); a();
print a(), b()
fn map(f, l) { let out = []; for x in l { push(out, f(x)) } return out }
print map(fn(x) { return x * x }, range(6))
let primes = []
let i = 2
while i < 60 {
    let prime = true
    for p in primes { if i % p == 0 { prime = false; break } }
    if prime { push(primes, i) }
    i = i + 1
}
print primes, len(primes)
for c in "abc" { if c == "b" { continue } print c + "!" }
fn compose(f, g) { return fn(x) { return f(g(x)) } }
print compose(str, fn(x) { return x / 2 })(7), 7 / 7, -3 + 2 * 4 - 10 % 4, !nil && "yes" || "no"
let grid = [[1, 2], [3, 4]]
grid[1][0] = 30
print grid, grid[1][0] + grid[0][1], 3 in [1, 2, 3], "x" + 1 + nil + true
fn sort(l) {
    let i = 0
    while i < len(l) {
        let j = i
        while j > 0 && l[j - 1] > l[j] { let t = l[j]; l[j] = l[j - 1]; l[j - 1] = t; j = j - 1 }
        i = i + 1
    }
    return l
}
print sort([5, 2, 9, 1, 5, 6])
try { print 1 / 0 } catch e { print "caught:", e }
try { throw [1, "custom"] } catch e { print "caught:", e, e[1] }
try { undefined_thing } catch e { print "caught:", e }
try { fib(1, 2) } catch e { print "caught:", e }
try { [1][5] } catch e { print "caught:", e }
fn deep(n) { if n == 0 { throw "bottom" } deep(n - 1) }
try { deep(30) } catch e { print e }
print fib, len
'''
it = Interp()
it.run(PROGRAM)
print("steps", it.steps)
for bad in (
    "let = 5",
    "print (1 + ",
    "fn f( { }",
    "x = ",
    "{",
    "1 = 2",
    "let s = 'x'",
    "print 1 $ 2",
    "if true { print 1",
    "return_ + 1",
    '"a" - 1',
    "nil()",
    "for x in 5 { }",
    "throw 7",
):
    try:
        Interp().run(bad)
    except LangError as e:
        print(f"{bad!r}: line {e.line}: {e}")
