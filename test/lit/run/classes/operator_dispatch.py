log = []


def make(name, ops, base=object, ret=None):
    ns = {}
    for op in ops:

        def m(self, other, op=op):
            log.append(f"{name}.{op}")
            return NotImplemented if ret is None else ret

        ns[f"__{op}__"] = m
    return type(name, (base,), ns)


bin_ops = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "truediv": "/",
    "floordiv": "//",
    "mod": "%",
    "matmul": "@",
    "and": "&",
    "or": "|",
    "xor": "^",
    "lshift": "<<",
    "rshift": ">>",
    "pow": "**",
}
A = make("A", list(bin_ops) + ["r" + o for o in bin_ops] + ["i" + o for o in bin_ops])
B = make("B", list(bin_ops) + ["r" + o for o in bin_ops])
SubA = make("SubA", ["r" + o for o in bin_ops], A)
SubSame = type("SubSame", (A,), {})
for op, sym in bin_ops.items():
    for l, r in ((A(), B()), (A(), SubA()), (A(), SubSame()), (A(), A()), (A(), 5), (5, A())):
        log.clear()
        try:
            eval(f"l {sym} r", {"l": l, "r": r})
        except TypeError as e:
            print(sym, log, e)
    log.clear()
    try:
        x = A()
        exec(f"x {sym}= 5", {"x": x})
    except TypeError as e:
        print(sym + "=", log, e)
cmp = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
C = make("C", cmp)
D = make("D", cmp)
SubC = make("SubC", cmp, C)
for op, sym in cmp.items():
    for l, r in ((C(), D()), (C(), SubC()), (C(), C()), (C(), 5), (5, C())):
        log.clear()
        try:
            print(sym, eval(f"l {sym} r", {"l": l, "r": r}), log)
        except TypeError as e:
            print(sym, log, e)


class Ret:
    def __init__(self, v):
        self.v = v

    def __lt__(self, o):
        return self.v

    def __eq__(self, o):
        return self.v


print(Ret("x") < 1, Ret([]) == 1, Ret(0) != 1, Ret([1]) != 1, not (Ret("") == 1), 1 > Ret("refl"))
print(1 < Ret(5) if (1 > Ret(0)) else "falsy")


class OnlyEq:
    def __eq__(self, o):
        return "eq"


print(OnlyEq() != 1, OnlyEq() == 1, 1 == OnlyEq())


class Neg:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "inv"

    def __abs__(self):
        return "abs"

    def __index__(self):
        return 3

    def __float__(self):
        return 2.5

    def __complex__(self):
        return 1j

    def __int__(self):
        return 9

    def __round__(self, n=None):
        return ("round", n)

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __divmod__(self, o):
        return ("divmod", o)

    def __rdivmod__(self, o):
        return ("rdivmod", o)

    def __pow__(self, e, m="nomod"):
        return ("pow", e, m)

    def __rpow__(self, b, m="nomod"):
        return ("rpow", b, m)


import math

n = Neg()
print(
    -n,
    +n,
    ~n,
    abs(n),
    int(n),
    float(n),
    complex(n),
    round(n),
    round(n, 2),
    math.trunc(n),
    math.floor(n),
    math.ceil(n),
    divmod(n, 1),
    divmod(1, n),
    n**2,
    2**n,
    pow(n, 2, 3),
    bin(n),
    [0, 1, 2, 3][n],
)
for f in (
    lambda: -A(),
    lambda: +"a",
    lambda: ~1.5,
    lambda: abs("x"),
    lambda: divmod(A(), 1),
    lambda: pow(A(), 1, 2),
    lambda: round(A()),
    lambda: int(A()),
    lambda: A()[0],
    lambda: A()(),
    lambda: len(A()),
    lambda: iter(A()),
    lambda: 1 in A(),
    lambda: hash(C()),
    lambda: A() < A(),
    lambda: pow(2, n, 5),
    lambda: math.floor("x"),
):
    try:
        print(f())
    except TypeError as e:
        print(e)
