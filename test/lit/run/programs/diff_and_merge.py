"""Line diffs (Myers), unified hunks, patch with checks, three-way merge with conflicts, word diff."""


def myers(a, b):
    """The shortest edit script as (op, i, j): '=' keeps, '-' drops a[i], '+' adds b[j]."""
    n, m = len(a), len(b)
    v, trace = {1: 0}, []
    for d in range(n + m + 1):
        trace.append(dict(v))
        for k in range(-d, d + 1, 2):
            x = v[k + 1] if k == -d or k != d and v[k - 1] < v[k + 1] else v[k - 1] + 1
            y = x - k
            while x < n and y < m and a[x] == b[y]:
                x, y = x + 1, y + 1
            v[k] = x
            if x >= n and y >= m:
                return backtrack(trace, n, m, d)


def backtrack(trace, x, y, d):
    out = []
    for d in range(d, -1, -1):
        v, k = trace[d], x - y
        prev = k + 1 if k == -d or k != d and v[k - 1] < v[k + 1] else k - 1
        px = v[prev]
        py = px - prev
        while x > px and y > py and x > 0 and y > 0:
            x, y = x - 1, y - 1
            out.append(("=", x, y))
        if d:
            out.append(("+", x, py) if x == px else ("-", px, y))
            x, y = px, py
    return out[::-1]


class Hunk:
    def __init__(self, old, new, lines):
        self.old, self.new, self.lines = old, new, lines

    def header(self):
        n = sum(l[0] in " -" for l in self.lines)
        m = sum(l[0] in " +" for l in self.lines)
        return f"@@ -{self.old + 1},{n} +{self.new + 1},{m} @@"


def hunks(a, b, context=2):
    script = myers(a, b)
    changed = [i for i, (op, _, _) in enumerate(script) if op != "="]
    groups = []
    for i in changed:
        if groups and i - groups[-1][-1] <= 2 * context + 1:
            groups[-1].append(i)
        else:
            groups.append([i])
    for g in groups:
        lo, hi = max(0, g[0] - context), min(len(script), g[-1] + context + 1)
        part = script[lo:hi]
        lines = [(" " if op == "=" else op) + (b[j] if op == "+" else a[i]) for op, i, j in part]
        yield Hunk(part[0][1], part[0][2], lines)


class PatchError(Exception):
    pass


def apply(a, hs):
    out, at, shift = list(a), 0, 0
    for h in hs:
        want = [l[1:] for l in h.lines if l[0] != "+"]
        pos = h.old + shift
        for fuzz in sorted(range(-5, 6), key=lambda f: (abs(f), f)):
            p = pos + fuzz
            if p >= 0 and out[p : p + len(want)] == want:
                break
        else:
            raise PatchError(f"{h.header()} does not apply")
        new = [l[1:] for l in h.lines if l[0] != "-"]
        out[p : p + len(want)] = new
        shift += fuzz + len(new) - len(want)
    return out


def matches(a, b):
    return {i: j for op, i, j in myers(a, b) if op == "="}


def merge3(base, ours, theirs):
    mo, mt = matches(base, ours), matches(base, theirs)
    out, conflicts = [], 0
    i = o = t = 0
    while True:
        k = i
        while k < len(base) and not (k in mo and k in mt):
            k += 1
        eo, et = (mo[k], mt[k]) if k < len(base) else (len(ours), len(theirs))
        b, x, y = base[i:k], ours[o:eo], theirs[t:et]
        if x == y or y == b:
            out += x
        elif x == b:
            out += y
        else:
            conflicts += 1
            out += ["<<<<<<< ours", *x, "=======", *y, ">>>>>>> theirs"]
        if k == len(base):
            return out, conflicts
        out.append(base[k])
        i, o, t = k + 1, eo + 1, et + 1


def words(a, b):
    xs, ys = a.split(), b.split()
    out = []
    for op, i, j in myers(xs, ys):
        out.append(xs[i] if op == "=" else f"[-{xs[i]}-]" if op == "-" else f"{{+{ys[j]}+}}")
    return " ".join(out)


def similarity(a, b):
    return 2 * len(matches(a, b)) / (len(a) + len(b)) if a or b else 1.0


OLD = """def area(r):
    return 3.14 * r * r


def volume(r):
    return 4 / 3 * 3.14 * r ** 3


def main():
    for i in range(3):
        print(area(i))
    print("done")


main()""".split("\n")
NEW = """from math import pi


def area(r):
    "Area of a disc."
    return pi * r * r


def main():
    for i in range(3):
        print(i, area(i))
    print("done")


def extra():
    pass


main()""".split("\n")
hs = list(hunks(OLD, NEW))
for h in hs:
    print(h.header())
    print("\n".join(h.lines))
print(apply(OLD, hs) == NEW, apply(["# moved"] + OLD, hs)[0], f"{similarity(OLD, NEW):.4f}")
back = list(hunks(NEW, OLD, 0))
print(len(back), apply(NEW, back) == OLD)
try:
    apply(NEW, hs)
except PatchError as e:
    print("PatchError:", e)
for a, b in (
    ("", ""),
    ("abc", ""),
    ("", "abc"),
    ("abc", "abc"),
    ("abcabba", "cbabac"),
    ("kitten", "sitting"),
    ("xaxbxc", "abc"),
    ("aaaa", "aa"),
):
    script = myers(a, b)
    rebuilt = "".join(a[i] if op == "=" else b[j] for op, i, j in script if op != "-")
    print(
        repr(a),
        repr(b),
        "".join(op for op, _, _ in script),
        sum(op != "=" for op, _, _ in script),
        rebuilt == b,
    )
base = "one two three four five six seven eight".split()
for ours, theirs in (
    ("one 2 three four five six seven eight", "one two three four five six seven 8"),
    ("one two 3 four five six seven eight", "one two drei four five six seven eight"),
    ("one two three four five six seven eight", "zero one two three four"),
    ("one three four five six seven", "one two three four five six sieben eight"),
    ("x " * 3, "one two three four five six seven eight"),
    ("one two three NEW four five six seven eight", "one two three NEW four five six seven eight"),
):
    merged, n = merge3(base, ours.split(), theirs.split())
    print(n, " ".join(merged))
print(words("the quick brown fox jumps over the dog", "the slow brown fox leaps over the lazy dog"))
x, big = 17, []
for _ in range(150):
    x = x * 75 % 65537
    big.append(str(x % 12))
changed = [l for i, l in enumerate(big) if i % 11] + ["end"]
changed[40:43] = ["a", "b"]
h = list(hunks(big, changed, 1))
print(len(h), apply(big, h) == changed, f"{similarity(big, changed):.4f}", sum(len(k.lines) for k in h))
