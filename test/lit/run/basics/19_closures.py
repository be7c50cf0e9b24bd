def make_adder(n):
    def add(x):
        return x + n
    return add


add5 = make_adder(5)
add7 = make_adder(7)
print(add5(1), add7(1))


def counter():
    count = 0

    def inc(by=1):
        nonlocal count
        count += by
        return count
    return inc


c1 = counter()
c2 = counter()
print(c1(), c1(), c1(10), c2())

fs = []
for i in range(3):
    fs.append(lambda: i)
print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]
print([f() for f in fs])


def pair():
    v = [0]

    def get():
        return v[0]

    def put(x):
        v[0] = x
    return get, put


get, put = pair()
put(42)
print(get())


def three():
    a = 1

    def mid():
        b = 2

        def low():
            nonlocal a, b
            a += 1
            b += a
            return a, b
        return low
    return mid()


low = three()
print(low(), low())
