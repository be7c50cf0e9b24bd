class Temp:
    def __init__(self, c):
        self._c = c

    @property
    def c(self):
        return self._c

    @c.setter
    def c(self, v):
        if v < -273:
            raise ValueError("too cold")
        self._c = v

    @c.deleter
    def c(self):
        print("deleting")
        self._c = 0

    @property
    def f(self):
        return self._c * 9 / 5 + 32

    @staticmethod
    def freezing():
        return 0

    @classmethod
    def from_f(cls, f):
        return cls((f - 32) * 5 / 9)


t = Temp(100)
print(t.c, t.f)
t.c = 25
print(t.c, t.f)
try:
    t.c = -300
except ValueError as e:
    print(e)
try:
    t.f = 1
except AttributeError as e:
    print(e)
del t.c
print(t.c)
print(Temp.freezing(), t.freezing(), Temp.from_f(212).c)
