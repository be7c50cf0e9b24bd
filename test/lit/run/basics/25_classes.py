class Point:
    dims = 2

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def dist2(self, other):
        return (self.x - other.x) ** 2 + (self.y - other.y) ** 2

    def __repr__(self):
        return "Point(%d, %d)" % (self.x, self.y)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


p = Point(1, 2)
q = Point(4, 6)
print(p, q, p.dist2(q), p + q)
print(p == Point(1, 2), p != q, p.dims, Point.dims)
p.x = 10
p.z = "new"
print(p, p.z, sorted(p.__dict__))
Point.dims = 3
print(p.dims, q.dims)
p.dims = 7
print(p.dims, q.dims)
del p.dims
print(p.dims)
m = p.dist2
print(m(q))
print(Point.dist2(p, q))
print(isinstance(p, Point), isinstance(p, int), type(p) is Point, Point.__name__)
print(hasattr(p, "x"), hasattr(p, "w"), getattr(p, "x"), getattr(p, "w", None))
setattr(p, "w", 5)
print(p.w)
try:
    p.nope
except AttributeError as e:
    print(e)


class Empty:
    pass


e = Empty()
e.a = 1
print(e.a)
