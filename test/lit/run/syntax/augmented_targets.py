class L:
    def __init__(self):
        self.log = []
        self.d = {"a": 1, (1, 2): 5}

    def __getattr__(self, n):
        self.log.append("get " + n)
        return 10

    def __getitem__(self, k):
        self.log.append(f"getitem {k}")
        return 10

    def __setitem__(self, k, v):
        self.log.append(f"setitem {k} {v}")


o = L()
o[1] += 1
o[1:2] -= 2
o[1, 2] *= 3
o[...] //= 4
o["k"] **= 2
o[::2] |= 1
o[o[5]] <<= 1
o.attr += o.other
print(o.log, o.attr)
x = [1, 2, 3]
x[0] += x[1]
x[-1] *= x[0]
x[0], y = x[1], x[0]
x[1:] += [9]
x[:1] *= 2
print(x, y)
d = {}
d.setdefault("n", 0)
d["n"] += 1
d["l"] = d.get("l", []) + [1]
d["l"] += [2]
print(d)
(x) += [0]
(d["n"]) -= 5
print(x, d)
n = 1
n += n * 2 + (n := 5)
print(n)
s = "a"
s += s + "b" if s else "c"
print(s)
t = (1,)
t += 2, 3
print(t)
