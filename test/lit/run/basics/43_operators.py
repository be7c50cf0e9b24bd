class V:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"V({self.x})"

    def __add__(self, o):
        return V(self.x + (o.x if isinstance(o, V) else o))

    def __radd__(self, o):
        return V(o + self.x)

    def __mul__(self, k):
        return V(self.x * k)

    __rmul__ = __mul__

    def __neg__(self):
        return V(-self.x)

    def __iadd__(self, o):
        self.x += 100
        return self

    def __lt__(self, o):
        return self.x < o.x

    def __getitem__(self, k):
        return ("item", k)

    def __contains__(self, k):
        return k == self.x

    def __call__(self, *a):
        return ("call", a)

    def __bool__(self):
        return self.x != 0

    def __len__(self):
        return 3

    def __int__(self):
        return self.x

    def __hash__(self):
        return 7

    def __eq__(self, o):
        return isinstance(o, V) and o.x == self.x


v = V(2)
print(v + V(3), v + 1, 1 + v, v * 3, 3 * v, -v)
v += 1
print(v, v < V(500), v > V(1), v[1], v[1:2], v["a", 2], 102 in v, v(1, 2), bool(V(0)), len(v), int(v))
print(v == V(102), v != V(102), hash(v), {V(1): "a"}[V(1)], sum([V(1), V(2)]))
