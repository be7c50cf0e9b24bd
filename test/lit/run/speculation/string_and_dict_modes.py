def count(words):
    d = {}
    for w in words:
        d[w] = d.get(w, 0) + 1
    return d


print(count("abcab"), count([1, 2, 1]), count(["a", 1, "a", 1.0, True, None, (1, 2), "1"]))
d = {f"k{i}": i for i in range(50)}
print(d["k7"], "k50" in d, 5 in d, d.get(3), d.get(None), d.get(("k7",)), len(d))
d[5] = "int key"
d[None] = "none"
print(d["k7"], d[5], d[None], list(d)[-2:], d.pop("k0"), d.pop(5), len(d))


class S(str):
    def __hash__(self):
        return hash(str(self))

    def __eq__(self, o):
        return str(self) == o


e = {"x": 1}
print(e.get(S("x")), S("x") in e, e[S("x")])
e[S("x")] = 2
print(e, type(list(e)[0]).__name__)
e[S("y")] = 3
print(e["y"], type(list(e)[1]).__name__)


class Odd:
    def __hash__(self):
        return hash("x")

    def __eq__(self, o):
        return o == "x"


print(e.get(Odd()), Odd() in e)
e[Odd()] = 4
print(len(e), e["x"])
s = {"a", "b"}
s.add(1)
print("a" in s, 1 in s, 1.0 in s, "1" in s, len(s))
globals()["dyn_name"] = 1
print(dyn_name)
ns = {}
exec("a = 1\nb = a + 1", ns)
ns["c"] = 3
exec("d = a + b + c", ns)
ns[5] = "non-string key in a namespace"
exec("e = d + 1", ns)
print(ns["e"], ns[5])


class NS(dict):
    def __missing__(self, k):
        return k.upper()


print(eval("foo + bar", {}, NS(bar="B")))


class A:
    pass


a = A()
a.__dict__[5] = "int attr"
a.x = 1
print(a.__dict__, a.x, sorted(map(str, vars(a))))
setattr(a, "weird name", 2)
print(getattr(a, "weird name"), vars(a)["weird name"])


def build(n):
    s = ""
    for i in range(n):
        s += chr(97 + i % 26) if i % 10 else "é" if i % 20 else "漢"
    return s


t = build(60)
print(t, len(t), t[0], t[10], t[20], t[-1], t[5:25], t[::-7], t.count("é"), t.index("漢", 1))


def scan(s):
    vowels = 0
    for i in range(len(s)):
        if s[i] in "aeiouéè":
            vowels += 1
    return vowels


print(scan(t), scan("hello"), scan(""), scan(["a", "b"]))


def join_loop(parts):
    out = ""
    for p in parts:
        out = out + p + ","
    return out


print(join_loop(["a", "é", "漢", "😀"]), join_loop([]))
try:
    join_loop(["a", 1])
except TypeError as e:
    print(e)
ints = {i: i for i in range(100)}
ints["s"] = 1
ints[2.5] = 2
ints[2**70] = 3
print(ints[50], ints["s"], ints[2.5], ints[2**70], ints.get(50.0), ints.get(True), len(ints))
for i in range(0, 100, 2):
    del ints[i]
print(len(ints), list(ints)[:3], 1 in ints, 2 in ints)
m = {}
for i in range(300):
    m[i % 7, i % 5] = m.get((i % 7, i % 5), 0) + i
print(len(m), m[3, 4], sum(m.values()))
f = dict.fromkeys("abc", 0)
for ch in "cabbage":
    if ch in f:
        f[ch] += 1
print(f)
u = {}
u.update(a=1)
u.update({2: 3})
u |= {"b": 2.5}
print(u, {**u, "a": "new"}, u == {"a": 1, 2: 3, "b": 2.5})
keys = ["key%d" % (i % 10) for i in range(100)]
tally = {}
for k in keys:
    tally.setdefault(k, []).append(len(tally))
print({k: len(v) for k, v in tally.items()})
same = "".join(["ke", "y3"])
print(len(tally[same]), same in tally, same == "key3")
