class MyInt(int):
    def __new__(cls, v, tag=None):
        self = super().__new__(cls, v)
        self.tag = tag
        return self

    def __repr__(self):
        return f"MyInt({int(self)}, {self.tag!r})"

    def __add__(self, other):
        return MyInt(int(self) + int(other), "sum")


a = MyInt(5, "x")
print(
    a,
    repr(a),
    a.tag,
    a + 3,
    3 + a,
    a * 2,
    type(a * 2).__name__,
    type(a + 1).__name__,
    a == 5,
    hash(a) == hash(5),
)
print(f"{a}", f"{a:04d}", "%d" % a, "%s" % a, str(a), [a], {5: "five"}[a], [0, 1, 2, 3, 4, 9][a])
print(
    isinstance(a, int),
    int(a),
    type(int(a)).__name__,
    -a,
    type(-a).__name__,
    abs(a),
    a > 4,
    sorted([MyInt(3), MyInt(1)]),
)
print(
    range(MyInt(3)),
    list(range(MyInt(2))),
    MyInt("12"),
    MyInt(2) ** MyInt(10),
    divmod(a, MyInt(2)),
    MyInt(True),
)


class Rev(int):
    def __rsub__(self, o):
        return "rsub %s" % o

    def __sub__(self, o):
        return "sub %s" % o

    def __lt__(self, o):
        return "lt"

    def __gt__(self, o):
        return "gt"


print(10 - Rev(3), Rev(3) - 10, Rev(1) - Rev(2), 1 < Rev(5), Rev(5) < 1, 2.5 - Rev(1))
big = MyInt(2**80, "big")
print(big + 1, big * 1, big == 2**80, big // 2**70)


class Color(int):
    names = {1: "red"}

    def __str__(self):
        return self.names.get(int(self), "?")


print(Color(1), Color(2), f"{Color(1)}", f"{Color(1):d}", "{}".format(Color(1)), repr(Color(1)), [Color(1)])
try:

    class B(bool):
        pass

except TypeError as e:
    print(e)
