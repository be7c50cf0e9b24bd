class Node:
    def __init__(self, key, left=None, right=None):
        self.key, self.left, self.right = key, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right

    def insert(self, key):
        side = "left" if key < self.key else "right"
        child = getattr(self, side)
        if child:
            child.insert(key)
        else:
            setattr(self, side, Node(key))

    def paths(self, prefix=()):
        prefix += (self.key,)
        if not self.left and not self.right:
            yield prefix
        for c in (self.left, self.right):
            if c:
                yield from c.paths(prefix)


root = Node(50)
for k in (30, 70, 20, 40, 60, 80, 35, 65):
    root.insert(k)
print(list(root), list(root.paths()))


def same_fringe(a, b):
    from itertools import zip_longest

    return all(x == y for x, y in zip_longest(a, b))


other = Node(20)
for k in sorted(root)[1:]:
    other.insert(k)
print(same_fringe(root, other), same_fringe(root, Node(1)))


def combos(items, k):
    if k == 0:
        yield ()
        return
    for i, x in enumerate(items):
        for rest in combos(items[i + 1 :], k - 1):
            yield (x, *rest)


print(list(combos("abcd", 2)), sum(1 for _ in combos(range(8), 4)))


def partitions(n, top=None):
    top = top or n
    if n == 0:
        yield []
    for k in range(min(n, top), 0, -1):
        for p in partitions(n - k, k):
            yield [k] + p


print(list(partitions(5)), sum(1 for _ in partitions(15)))


def parens(n, open_=0, close=0, s=""):
    if len(s) == 2 * n:
        yield s
    if open_ < n:
        yield from parens(n, open_ + 1, close, s + "(")
    if close < open_:
        yield from parens(n, open_, close + 1, s + ")")


print(list(parens(3)), sum(1 for _ in parens(7)))


def solve(words, result):
    letters = sorted(set("".join(words) + result))
    lead = {w[0] for w in words + [result]}

    def assign(i, used, m):
        if i == len(letters):
            value = lambda w: int("".join(str(m[c]) for c in w))
            if sum(map(value, words)) == value(result):
                yield dict(m)
            return
        for d in range(10):
            if d not in used and not (d == 0 and letters[i] in lead):
                m[letters[i]] = d
                yield from assign(i + 1, used | {d}, m)
        m.pop(letters[i], None)

    yield from assign(0, frozenset(), {})


print(next(solve(["ab", "ba"], "cac")))


def knights(n, path):
    if len(path) == n * n:
        yield path
        return
    x, y = path[-1]
    opts = []
    for dx, dy in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)):
        p = (x + dx, y + dy)
        if 0 <= p[0] < n and 0 <= p[1] < n and p not in path:
            free = sum(
                (p[0] + a, p[1] + b) not in path and 0 <= p[0] + a < n and 0 <= p[1] + b < n
                for a, b in ((1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2))
            )
            opts.append((free, p))
    for _, p in sorted(opts):
        yield from knights(n, path + [p])


tour = next(knights(5, [(0, 0)]))
print(tour[:6], len(tour))


def gray(n):
    if n == 0:
        yield ""
    else:
        yield from ("0" + g for g in gray(n - 1))
        yield from ("1" + g for g in reversed(list(gray(n - 1))))


print(list(gray(3)))


def amb(*choices):
    return choices


def pythagorean(n):
    for a in amb(*range(1, n)):
        for b in amb(*range(a, n)):
            for c in amb(*range(b, n)):
                if a * a + b * b == c * c:
                    yield a, b, c


print(list(pythagorean(21)))
