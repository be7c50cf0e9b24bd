"""Symbolic expressions: build with operators, simplify, differentiate, expand, evaluate, solve, print."""

import math
from functools import cached_property, lru_cache


class Expr:
    def __add__(self, o):
        return Add.make(self, wrap(o))

    def __radd__(self, o):
        return Add.make(wrap(o), self)

    def __sub__(self, o):
        return Add.make(self, Mul.make(Num(-1), wrap(o)))

    def __rsub__(self, o):
        return Add.make(wrap(o), Mul.make(Num(-1), self))

    def __mul__(self, o):
        return Mul.make(self, wrap(o))

    def __rmul__(self, o):
        return Mul.make(wrap(o), self)

    def __truediv__(self, o):
        return Mul.make(self, Pow.make(wrap(o), Num(-1)))

    def __rtruediv__(self, o):
        return Mul.make(wrap(o), Pow.make(self, Num(-1)))

    def __pow__(self, o):
        return Pow.make(self, wrap(o))

    def __rpow__(self, o):
        return Pow.make(wrap(o), self)

    def __neg__(self):
        return Mul.make(Num(-1), self)

    def __call__(self, **env):
        return self.evaluate(env)

    def __eq__(self, o):
        return isinstance(o, Expr) and self.key == o.key

    def __hash__(self):
        return hash(self.key)

    def __lt__(self, o):
        return self.key < o.key

    def subs(self, **env):
        return self.rebuild(lambda e: wrap(env[e.name]) if isinstance(e, Sym) and e.name in env else e)

    def free(self):
        return set().union(*(a.free() for a in self.args))


def wrap(x):
    return x if isinstance(x, Expr) else Num(x)


class Num(Expr):
    args = ()

    def __init__(self, v):
        self.v = v

    @property
    def key(self):
        return (0, "num", str(self.v))

    def __str__(self):
        return str(self.v)

    def diff(self, x):
        return Num(0)

    def evaluate(self, env):
        return self.v

    def rebuild(self, f):
        return f(self)


class Sym(Expr):
    args = ()

    def __init__(self, name):
        self.name = name

    @property
    def key(self):
        return (1, "sym", self.name)

    def __str__(self):
        return self.name

    def diff(self, x):
        return Num(int(x == self.name))

    def rebuild(self, f):
        return f(self)

    def free(self):
        return {self.name}

    def evaluate(self, env):
        try:
            return env[self.name]
        except KeyError:
            raise NameError(f"no value for {self.name}") from None


class Nary(Expr):
    def __init__(self, args):
        self.args = tuple(args)

    @cached_property
    def key(self):
        return (self.rank, type(self).__name__, *(a.key for a in self.args))

    @classmethod
    def flat(cls, args):
        for a in args:
            if isinstance(a, cls):
                yield from a.args
            else:
                yield a

    def rebuild(self, f):
        return f(type(self).make(*(a.rebuild(f) for a in self.args)))


class Add(Nary):
    rank = 5

    @classmethod
    def make(cls, *args):
        const, terms = 0, {}
        for a in cls.flat(args):
            if isinstance(a, Num):
                const += a.v
                continue
            k, rest = 1, a
            if isinstance(a, Mul) and isinstance(a.args[0], Num):
                k, rest = a.args[0].v, Mul.make(*a.args[1:])
            terms[rest] = terms.get(rest, 0) + k
        out = [
            Mul.make(Num(k), t) if k != 1 else t
            for t, k in sorted(terms.items(), key=lambda kv: kv[0].key, reverse=True)
            if k
        ]
        if const or not out:
            out.append(Num(const))
        return out[0] if len(out) == 1 else cls(out)

    def __str__(self):
        s = str(self.args[0])
        for a in self.args[1:]:
            t = str(a)
            s += " - " + t[1:] if t.startswith("-") else " + " + t
        return s

    def diff(self, x):
        return Add.make(*(a.diff(x) for a in self.args))

    def evaluate(self, env):
        return sum(a.evaluate(env) for a in self.args)


class Mul(Nary):
    rank = 4

    @classmethod
    def make(cls, *args):
        const, powers = 1, {}
        for a in cls.flat(args):
            if isinstance(a, Num):
                const = const * a.v
                continue
            base, e = a.args if isinstance(a, Pow) else (a, Num(1))
            powers[base] = Add.make(powers[base], e) if base in powers else e
        if const == 0:
            return Num(0)
        out = []
        for b, e in sorted(powers.items(), key=lambda kv: kv[0].key):
            p = Pow.make(b, e)
            if isinstance(p, Num):
                const *= p.v
            else:
                out.append(p)
        if const != 1 or not out:
            out.insert(0, Num(const))
        return out[0] if len(out) == 1 else cls(out)

    def __str__(self):
        num, den = [], []
        for a in self.args:
            if isinstance(a, Pow) and isinstance(a.args[1], Num) and a.args[1].v < 0:
                den.append(Pow.make(a.args[0], Num(-a.args[1].v)))
            else:
                num.append(a)

        def join(parts):
            return "*".join(f"({p})" if isinstance(p, Add) else str(p) for p in parts)

        sign = ""
        if num and isinstance(num[0], Num) and num[0].v == -1 and len(num) > 1:
            sign, num = "-", num[1:]
        top = sign + (join(num) or "1")
        return top if not den else f"{top}/{join(den)}" if len(den) == 1 else f"{top}/({join(den)})"

    def diff(self, x):
        return Add.make(
            *(
                Mul.make(*(b.diff(x) if i == j else b for j, b in enumerate(self.args)))
                for i in range(len(self.args))
            )
        )

    def evaluate(self, env):
        return math.prod(a.evaluate(env) for a in self.args)


class Pow(Nary):
    rank = 3

    @classmethod
    def make(cls, b, e):
        match b, e:
            case _, Num(v=0):
                return Num(1)
            case _, Num(v=1):
                return b
            case Num(v=1), _:
                return b
            case Num(v=x), Num(v=n) if n > 0:
                return Num(x**n)
            case Pow(args=(b2, e2)), Num():
                return Pow.make(b2, Mul.make(e2, e))
            case Mul(args=args), Num(v=int()):
                return Mul.make(*(Pow.make(a, e) for a in args))
        return cls((b, e))

    def __str__(self):
        b, e = self.args
        sb = f"({b})" if isinstance(b, (Add, Mul, Pow)) or str(b).startswith("-") else str(b)
        se = f"({e})" if e.args or str(e).startswith("-") else str(e)
        return f"{sb}^{se}"

    def diff(self, x):
        b, e = self.args
        if x not in e.free():
            return e * Pow.make(b, e - 1) * b.diff(x)
        return self * (e.diff(x) * Fun("log", b) + e * b.diff(x) / b)

    def evaluate(self, env):
        return self.args[0].evaluate(env) ** self.args[1].evaluate(env)


class Fun(Expr):
    DERIV = {
        "sin": lambda u: Fun("cos", u),
        "cos": lambda u: -Fun("sin", u),
        "exp": lambda u: Fun("exp", u),
        "log": lambda u: 1 / u,
        "sqrt": lambda u: 1 / (2 * Fun("sqrt", u)),
    }
    rank = 2

    def __init__(self, name, arg):
        self.name, self.args = name, (arg,)

    @property
    def key(self):
        return (2, self.name, self.args[0].key)

    def __str__(self):
        return f"{self.name}({self.args[0]})"

    def diff(self, x):
        return self.DERIV[self.name](self.args[0]) * self.args[0].diff(x)

    def evaluate(self, env):
        return getattr(math, self.name)(self.args[0].evaluate(env))

    def rebuild(self, f):
        return f(Fun(self.name, self.args[0].rebuild(f)))


def expand(e):
    match e:
        case Add(args=args):
            return Add.make(*map(expand, args))
        case Mul(args=args):
            terms = [Num(1)]
            for a in map(expand, args):
                terms = [t * u for t in terms for u in (a.args if isinstance(a, Add) else (a,))]
            return Add.make(*terms)
        case Pow(args=(b, Num(v=int(n)))) if n > 1:
            b = expand(b)
            terms = [Num(1)]
            for _ in range(n):
                terms = (Add.make(*(t * u for t in terms for u in (b.args if isinstance(b, Add) else (b,)))),)
                terms = terms[0].args if isinstance(terms[0], Add) else terms
            return Add.make(*terms)
    return e


def coefficients(e, x):
    out = {}
    e = expand(e)
    for t in e.args if isinstance(e, Add) else (e,):
        k, n = 1, 0
        for f in t.args if isinstance(t, Mul) else (t,):
            match f:
                case Num(v=v):
                    k *= v
                case Sym(name=s) if s == x:
                    n += 1
                case Pow(args=(Sym(name=s), Num(v=int(p)))) if s == x:
                    n += p
                case _:
                    raise ValueError(f"{e} is no polynomial in {x}")
        out[n] = out.get(n, 0) + k
    return [out.get(i, 0) for i in range(max(out) + 1)]


def roots(e, x):
    c = coefficients(e, x)
    if len(c) == 2:
        return [-c[0] / c[1]]
    if len(c) == 3:
        d = c[1] ** 2 - 4 * c[2] * c[0]
        s = d**0.5 if d >= 0 else complex(0, (-d) ** 0.5)
        return sorted(
            {(-c[1] - s) / (2 * c[2]), (-c[1] + s) / (2 * c[2])},
            key=lambda z: (complex(z).real, complex(z).imag),
        )
    d, out = e.diff(x), []
    for start in range(-10, 11):
        v = start + 0.3
        for _ in range(100):
            slope = d(**{x: v})
            if slope == 0:
                break
            step = e(**{x: v}) / slope
            v -= step
            if abs(step) < 1e-13:
                if not any(abs(v - r) < 1e-6 for r in out):
                    out.append(v)
                break
    return sorted(round(r, 9) + 0.0 for r in out)


@lru_cache(maxsize=None)
def legendre(n):
    x = Sym("x")
    if n < 2:
        return [Num(1), x][n]
    return expand(((2 * n - 1) * x * legendre(n - 1) - (n - 1) * legendre(n - 2)))


x, y = Sym("x"), Sym("y")
for e in (
    x + x,
    x * x * x,
    2 * x + 3 * x - 5 * x,
    x / x,
    (x + 1) - (1 + x),
    x**2 * y / x,
    (x * y) ** 2,
    (x**2) ** 3,
    -x - y,
    1 / (x * y),
    x ** (y + 1),
    (x + y) * 2,
    0 * x + 1,
    x**0,
    2 ** (x * 0 + 3),
    Fun("sin", x) * Fun("sin", x),
    (x + 1) ** 2 * (x + 1),
    3 - x,
    x - 3 * y + 2,
):
    print(e, end="; ")
print()
for e in (
    x**3 - 2 * x + 1,
    Fun("sin", x**2),
    Fun("exp", 2 * x) * x,
    x**x,
    1 / x,
    Fun("log", x**2 + 1),
    (x + y) ** 3,
    Fun("sqrt", x),
    Fun("cos", x) / x,
):
    d = e.diff("x")
    h = 1e-6
    env = {"x": 1.3, "y": 0.7}
    approx = (e.evaluate({**env, "x": 1.3 + h}) - e.evaluate({**env, "x": 1.3 - h})) / (2 * h)
    print(f"d/dx {e} = {d}   {abs(d.evaluate(env) - approx) < 1e-5}")
print(expand((x + 1) ** 5))
print(expand((x + y) * (x - y)), "|", expand((x + y + 1) ** 2), "|", expand(x * (y + x * (1 - y))))
print(
    coefficients((x - 1) * (x + 2) * (2 * x - 3), "x"),
    roots(x**2 - 5 * x + 6, "x"),
    roots(x**2 + 1, "x"),
    roots(2 * x - 7, "x"),
    roots((x - 1) * (x + 2) * (2 * x - 3), "x"),
)
print(
    (x**2 + y).subs(x=y + 1),
    (x + y)(x=2, y=3),
    (x / y)(x=1, y=4),
    sorted((x**y + Fun("sin", Sym("z"))).free()),
)
for n in range(5):
    print(n, legendre(n), legendre(n)(x=1))
for f in (
    lambda: (x + 1)(y=1),
    lambda: (1 / x)(x=0),
    lambda: coefficients(Fun("sin", x), "x"),
    lambda: Fun("log", x)(x=-1),
    lambda: Fun("tan", x).diff("x"),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    len({x + y, y + x, x + y + 0, 2 * x, x * 2}),
    (x + y) == (y + x),
    (x + 1 == x),
    sorted([y, x, Num(3), x * y], key=lambda e: e.key)[0],
)
