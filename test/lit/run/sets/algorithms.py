def closure(start, step):
    seen, new = set(start), set(start)
    while new:
        new = {t for s in new for t in step(s)} - seen
        seen |= new
    return seen


print(
    sorted(closure({1}, lambda n: {n * 2 % 101, n * 3 % 101})),
    len(closure({(0, 0)}, lambda p: {((p[0] + 1) % 7, p[1]), (p[0], (p[1] + 2) % 5)})),
)
words = "listen silent enlist google elgoog tinsel inlets banana".split()
groups = {}
for w in words:
    groups.setdefault(frozenset(w), set()).add(w)
print(sorted(sorted(g) for g in groups.values()))


def cliques(graph):
    out = []

    def grow(r, p, x):
        if not p and not x:
            out.append(sorted(r))
        for v in sorted(p):
            grow(r | {v}, p & graph[v], x & graph[v])
            p = p - {v}
            x = x | {v}

    grow(set(), set(graph), set())
    return sorted(out)


edges = [(1, 2), (1, 3), (2, 3), (3, 4), (4, 5), (4, 6), (5, 6)]
graph = {n: set() for n in range(1, 7)}
for a, b in edges:
    graph[a].add(b)
    graph[b].add(a)
print(cliques(graph))


def cover(universe, subsets):
    left, chosen = set(universe), []
    while left:
        best = max(sorted(subsets), key=lambda k: len(subsets[k] & left))
        if not subsets[best] & left:
            raise ValueError("no cover")
        chosen.append(best)
        left -= subsets[best]
    return chosen


print(cover(range(10), {"a": {0, 1, 2, 3}, "b": {3, 4, 5}, "c": {5, 6, 7, 8}, "d": {9, 0}, "e": {4, 9}}))
try:
    cover({1, 2}, {"a": {1}})
except ValueError as e:
    print(e)


def sudoku_candidates(row, col, box):
    return set(range(1, 10)) - set(row) - set(col) - set(box)


print(sorted(sudoku_candidates([1, 2], [3, 4], [5, 9])))
vis = set()


def dfs(n):
    if n in vis:
        return 0
    vis.add(n)
    return 1 + sum(dfs(m) for m in sorted(graph[n]))


print(dfs(1), sorted(vis))
a, b = set(range(0, 60, 2)), set(range(0, 60, 3))
print(
    len(a & b),
    len(a | b),
    len(a - b),
    len(a ^ b),
    sorted(a & b)[:4],
    (a | b) == (a ^ b) | (a & b),
    a - (a & b) == a - b,
    max(a - b),
    min(b - a),
)
state, seen, steps = (1, 2, 3, 4), set(), 0
while state not in seen:
    seen.add(state)
    state = (state[1], state[2], state[3], (state[0] * 3 + state[2]) % 11)
    steps += 1
print(steps, state, len(seen))
part = [{i} for i in range(12)]
for x, y in [(0, 1), (2, 3), (1, 3), (4, 5), (6, 7), (7, 8), (4, 8)]:
    sx = next(s for s in part if x in s)
    sy = next(s for s in part if y in s)
    if sx is not sy:
        part.remove(sy)
        sx |= sy
print(sorted(map(sorted, part)))
moves = {(dx, dy) for dx in (-2, -1, 1, 2) for dy in (-2, -1, 1, 2) if abs(dx) != abs(dy)}
reach = {(0, 0)}
for i in range(4):
    reach = {(x + dx, y + dy) for x, y in reach for dx, dy in moves if 0 <= x + dx < 8 and 0 <= y + dy < 8}
    print(i, len(reach))
big = set()
for i in range(20000):
    big.add(i * 7919 % 10007)
for i in range(0, 10007, 3):
    big.discard(i)
print(len(big), sum(big), 3 in big, 4 in big)
