"""Matrices and vectors with operator overloading, exact fractions, decompositions and polynomials."""

from functools import reduce
from math import gcd, sqrt
from operator import mul


class Frac:
    __slots__ = ("n", "d")

    def __init__(self, n=0, d=1):
        if d == 0:
            raise ZeroDivisionError(f"Frac({n}, 0)")
        if d < 0:
            n, d = -n, -d
        g = gcd(n, d)
        self.n, self.d = n // g, d // g

    @staticmethod
    def of(x):
        return x if isinstance(x, Frac) else Frac(x) if isinstance(x, int) else NotImplemented

    def __add__(self, o):
        o = Frac.of(o)
        return NotImplemented if o is NotImplemented else Frac(self.n * o.d + o.n * self.d, self.d * o.d)

    __radd__ = __add__

    def __neg__(self):
        return Frac(-self.n, self.d)

    def __sub__(self, o):
        return self + -Frac.of(o)

    def __rsub__(self, o):
        return -self + o

    def __mul__(self, o):
        o = Frac.of(o)
        return NotImplemented if o is NotImplemented else Frac(self.n * o.n, self.d * o.d)

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = Frac.of(o)
        return NotImplemented if o is NotImplemented else Frac(self.n * o.d, self.d * o.n)

    def __rtruediv__(self, o):
        return Frac.of(o) / self

    def __pow__(self, k):
        return Frac(self.n**k, self.d**k) if k >= 0 else Frac(self.d**-k, self.n**-k)

    def __eq__(self, o):
        o = Frac.of(o)
        return o is not NotImplemented and self.n == o.n and self.d == o.d

    def __lt__(self, o):
        o = Frac.of(o)
        return NotImplemented if o is NotImplemented else self.n * o.d < o.n * self.d

    def __gt__(self, o):
        o = Frac.of(o)
        return NotImplemented if o is NotImplemented else o < self

    def __hash__(self):
        return hash((self.n, self.d)) if self.d != 1 else hash(self.n)

    def __bool__(self):
        return self.n != 0

    def __abs__(self):
        return Frac(abs(self.n), self.d)

    def __float__(self):
        return self.n / self.d

    def __repr__(self):
        return str(self.n) if self.d == 1 else f"{self.n}/{self.d}"


class ShapeError(ValueError):
    pass


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ShapeError("ragged rows")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @classmethod
    def build(cls, n, m, f):
        return cls([[f(i, j) for j in range(m)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            if isinstance(i, slice) or isinstance(j, slice):
                rows = self.rows[i] if isinstance(i, slice) else [self.rows[i]]
                return Matrix([r[j] if isinstance(j, slice) else [r[j]] for r in rows])
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key, v):
        i, j = key
        self.rows[i][j] = v

    def __iter__(self):
        return (x for r in self.rows for x in r)

    def __len__(self):
        return len(self.rows)

    def map(self, f):
        return Matrix([[f(x) for x in r] for r in self.rows])

    def zip(self, o, f):
        if self.shape != o.shape:
            raise ShapeError(f"{self.shape} and {o.shape}")
        return Matrix([[f(a, b) for a, b in zip(r, s)] for r, s in zip(self.rows, o.rows)])

    def __add__(self, o):
        return self.zip(o, lambda a, b: a + b) if isinstance(o, Matrix) else self.map(lambda a: a + o)

    __radd__ = __add__

    def __sub__(self, o):
        return self + -o

    def __neg__(self):
        return self.map(lambda a: -a)

    def __mul__(self, o):
        return NotImplemented if isinstance(o, Matrix) else self.map(lambda a: a * o)

    __rmul__ = __mul__

    def __matmul__(self, o):
        if self.shape[1] != o.shape[0]:
            raise ShapeError(f"cannot multiply {self.shape} by {o.shape}")
        cols = o.T.rows
        return Matrix([[sum(map(mul, r, c)) for c in cols] for r in self.rows])

    def __pow__(self, k):
        if k < 0:
            return self.inverse() ** -k
        out, base = Matrix.identity(len(self)), self
        while k:
            if k & 1:
                out = out @ base
            base, k = base @ base, k >> 1
        return out

    def __eq__(self, o):
        return isinstance(o, Matrix) and self.rows == o.rows

    def __repr__(self):
        cells = [[f"{x:.3f}" if isinstance(x, float) else str(x) for x in r] for r in self.rows]
        width = max((len(c) for r in cells for c in r), default=0)
        return "\n".join("[" + " ".join(c.rjust(width) for c in r) + "]" for r in cells)

    def echelon(self):
        m, pivots, sign = [[Frac.of(x) if isinstance(x, int) else x for x in r] for r in self.rows], [], 1
        row = 0
        for col in range(self.shape[1]):
            best = max(range(row, len(m)), key=lambda i: abs(m[i][col]), default=None)
            if best is None or not m[best][col]:
                continue
            if best != row:
                m[row], m[best] = m[best], m[row]
                sign = -sign
            for i in range(len(m)):
                if i != row and m[i][col]:
                    k = m[i][col] / m[row][col]
                    m[i] = [a - k * b for a, b in zip(m[i], m[row])]
            pivots.append((row, col))
            row += 1
            if row == len(m):
                break
        return Matrix(m), pivots, sign

    def rank(self):
        return len(self.echelon()[1])

    def det(self):
        if self.shape[0] != self.shape[1]:
            raise ShapeError(f"not square: {self.shape}")
        m, pivots, sign = self.echelon()
        return reduce(mul, (m[i, i] for i in range(len(m))), sign) if len(pivots) == len(m) else 0

    def inverse(self):
        n = len(self)
        both = Matrix([r + i for r, i in zip(self.rows, Matrix.identity(n).rows)])
        m, pivots, _ = both.echelon()
        if [c for _, c in pivots] != list(range(n)):
            raise ZeroDivisionError("singular matrix")
        return Matrix([[x / r[i] for x in r[n:]] for i, r in enumerate(m.rows)])

    def solve(self, b):
        return self.inverse() @ Matrix([[x] for x in b])

    def trace(self):
        return sum(self[i, i] for i in range(len(self)))

    def charpoly(self):
        """Coefficients by Faddeev-LeVerrier, highest first."""
        n = len(self)
        out, m = [Frac(1)], Matrix.build(n, n, lambda i, j: Frac(0))
        for k in range(1, n + 1):
            m = self @ m + Matrix.identity(n) * out[-1]
            out.append(-(self @ m).trace() / Frac(k))
        return out


def gram_schmidt(m):
    basis = []
    for v in m.T.rows:
        w = [float(x) for x in v]
        for b in basis:
            d = sum(x * y for x, y in zip(v, b))
            w = [x - d * y for x, y in zip(w, b)]
        n = sqrt(sum(x * x for x in w))
        basis.append([x / n for x in w])
    return Matrix(basis).T


a = Matrix([[2, 1, 0], [1, 3, 1], [0, 1, 4]])
b = Matrix.build(3, 3, lambda i, j: i * 3 + j)
print(a + b, a - b, a @ b, 2 * a, a * Frac(1, 2), a + 1, sep="\n--\n")
print(a.T == a, b.T[0], a.det(), b.det(), b.rank(), a.trace())
inv = a.inverse()
print(inv)
print(a @ inv == Matrix.identity(3), (a**-2 @ a**2) == Matrix.identity(3), a**5)
print(a.solve([3, 5, 5]).T, [float(x) for x in a.solve([1, 2, 3])])
print(a.charpoly(), b.charpoly())
x = a.charpoly()
total = Matrix.build(3, 3, lambda i, j: Frac(0))
for k, c in enumerate(x):
    total = total + a ** (3 - k) * c
print(total == Matrix.build(3, 3, lambda i, j: 0))
fibm = Matrix([[1, 1], [1, 0]])
print((fibm**100)[0, 1], [(fibm**k)[0, 1] for k in range(10)])
print(b[1:, :2], b[0, 1:], b[2], [r for r in b[:2]], len(b), sum(b), max(b), sep="\n")
q = gram_schmidt(a)
print(
    q, all(abs(v - (i == j)) < 1e-12 for i, r in enumerate((q.T @ q).rows) for j, v in enumerate(r)), sep="\n"
)
h = Matrix.build(5, 5, lambda i, j: Frac(1, i + j + 1))
print(h.det(), h.inverse()[4, 4], (h @ h.inverse()) == Matrix.identity(5))
for f in (
    lambda: a @ Matrix([[1, 2]]),
    lambda: a + Matrix([[1]]),
    lambda: Matrix([[1], [2, 3]]),
    lambda: b.inverse(),
    lambda: Matrix([[1, 2]]).det(),
    lambda: a * a,
    lambda: a @ 5,
    lambda: Frac(1, 0),
    lambda: Frac(1, 2) + 1.5,
    lambda: "x" * Frac(1),
    lambda: a[5],
    lambda: a[0, 9],
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    sorted([Frac(1, 2), Frac(1, 3), 1, Frac(-3, 4)]),
    sum(Frac(1, k) for k in range(1, 21)),
    Frac(2, 4) == Frac(1, 2),
    {Frac(4, 2): "two"}[2],
    1 / Frac(3, 2),
    3 - Frac(1, 2),
    Frac(2, 3) ** -2,
    -Frac(1, -2),
    bool(Frac(0)),
)
