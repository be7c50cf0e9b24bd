"""Graphs: traversal, shortest paths, spanning trees, flow, matching, components, colouring."""

import heapq
from collections import defaultdict, deque


class CycleError(ValueError):
    pass


class Graph:
    def __init__(self, directed=False, edges=()):
        self.directed = directed
        self.adj = {}
        for e in edges:
            self.add(*e)

    def add(self, a, b, w=1):
        self.adj.setdefault(a, {})[b] = w
        self.adj.setdefault(b, {})
        if not self.directed:
            self.adj[b][a] = w
        return self

    def __len__(self):
        return len(self.adj)

    def __contains__(self, n):
        return n in self.adj

    def __iter__(self):
        return iter(self.adj)

    def __getitem__(self, n):
        return self.adj[n]

    def edges(self):
        seen = set()
        for a, nbrs in self.adj.items():
            for b, w in nbrs.items():
                if self.directed or (b, a) not in seen:
                    seen.add((a, b))
                    yield a, b, w

    def reverse(self):
        g = Graph(True)
        for n in self:
            g.adj.setdefault(n, {})
        for a, b, w in self.edges():
            g.add(b, a, w)
        return g

    def bfs(self, start):
        dist, queue = {start: 0}, deque([start])
        while queue:
            n = queue.popleft()
            for m in self.adj[n]:
                if m not in dist:
                    dist[m] = dist[n] + 1
                    queue.append(m)
        return dist

    def dfs(self, start, seen=None):
        seen = set() if seen is None else seen
        seen.add(start)
        yield start
        for m in self.adj[start]:
            if m not in seen:
                yield from self.dfs(m, seen)

    def components(self):
        seen = set()
        for n in self:
            if n not in seen:
                comp = list(self.dfs(n))
                seen.update(comp)
                yield comp

    def dijkstra(self, start, goal=None):
        dist, prev, heap = {start: 0}, {}, [(0, start)]
        done = set()
        while heap:
            d, n = heapq.heappop(heap)
            if n in done:
                continue
            if n == goal:
                break
            done.add(n)
            for m, w in self.adj[n].items():
                if w < 0:
                    raise ValueError("negative weight")
                if d + w < dist.get(m, float("inf")):
                    dist[m] = d + w
                    prev[m] = n
                    heapq.heappush(heap, (d + w, m))
        if goal is None:
            return dist
        if goal not in dist:
            return None, []
        path = [goal]
        while path[-1] != start:
            path.append(prev[path[-1]])
        return dist[goal], path[::-1]

    def bellman_ford(self, start):
        dist = {n: float("inf") for n in self}
        dist[start] = 0
        for i in range(len(self)):
            changed = False
            for a, b, w in self.edges():
                if dist[a] + w < dist[b]:
                    dist[b] = dist[a] + w
                    changed = True
            if not changed:
                return dist
        raise CycleError("negative cycle")

    def topological(self):
        indeg = {n: 0 for n in self}
        for _, b, _ in self.edges():
            indeg[b] += 1
        ready = [n for n, d in indeg.items() if d == 0]
        heapq.heapify(ready)
        out = []
        while ready:
            n = heapq.heappop(ready)
            out.append(n)
            for m in self.adj[n]:
                indeg[m] -= 1
                if indeg[m] == 0:
                    heapq.heappush(ready, m)
        if len(out) < len(self):
            raise CycleError("cycle among " + ", ".join(sorted(str(n) for n in self if n not in out)))
        return out

    def strong_components(self):
        index, low, on, stack, out = {}, {}, set(), [], []

        def visit(n):
            index[n] = low[n] = len(index)
            stack.append(n)
            on.add(n)
            for m in self.adj[n]:
                if m not in index:
                    visit(m)
                    low[n] = min(low[n], low[m])
                elif m in on:
                    low[n] = min(low[n], index[m])
            if low[n] == index[n]:
                comp = []
                while True:
                    m = stack.pop()
                    on.discard(m)
                    comp.append(m)
                    if m == n:
                        break
                out.append(sorted(comp))

        for n in self:
            if n not in index:
                visit(n)
        return out

    def kruskal(self):
        parent = {n: n for n in self}

        def find(n):
            while parent[n] != n:
                parent[n] = parent[parent[n]]
                n = parent[n]
            return n

        tree = []
        for a, b, w in sorted(self.edges(), key=lambda e: (e[2], e[0], e[1])):
            ra, rb = find(a), find(b)
            if ra != rb:
                parent[ra] = rb
                tree.append((a, b, w))
        return tree

    def prim(self, start):
        seen, total = {start}, 0
        heap = [(w, start, m) for m, w in self.adj[start].items()]
        heapq.heapify(heap)
        while heap:
            w, _, m = heapq.heappop(heap)
            if m in seen:
                continue
            seen.add(m)
            total += w
            for k, v in self.adj[m].items():
                if k not in seen:
                    heapq.heappush(heap, (v, m, k))
        return total

    def max_flow(self, s, t):
        residual = defaultdict(lambda: defaultdict(int))
        for a, b, w in self.edges():
            residual[a][b] += w
        flow = 0
        while True:
            prev, queue = {s: None}, deque([s])
            while queue and t not in prev:
                n = queue.popleft()
                for m, c in list(residual[n].items()):
                    if c > 0 and m not in prev:
                        prev[m] = n
                        queue.append(m)
            if t not in prev:
                return flow, sorted(n for n in prev)
            path, n = [], t
            while prev[n] is not None:
                path.append((prev[n], n))
                n = prev[n]
            push = min(residual[a][b] for a, b in path)
            for a, b in path:
                residual[a][b] -= push
                residual[b][a] += push
            flow += push

    def colour(self):
        out = {}
        for n in sorted(self, key=lambda n: (-len(self.adj[n]), n)):
            used = {out[m] for m in self.adj[n] if m in out}
            out[n] = next(c for c in range(len(self)) if c not in used)
        return out

    def bipartite(self):
        side = {}
        for start in self:
            if start in side:
                continue
            side[start] = 0
            stack = [start]
            while stack:
                n = stack.pop()
                for m in self.adj[n]:
                    if m not in side:
                        side[m] = 1 - side[n]
                        stack.append(m)
                    elif side[m] == side[n]:
                        return None
        return side


def floyd(g):
    inf = float("inf")
    d = {a: {b: 0 if a == b else g[a].get(b, inf) for b in g} for a in g}
    for k in g:
        for a in g:
            for b in g:
                if d[a][k] + d[k][b] < d[a][b]:
                    d[a][b] = d[a][k] + d[k][b]
    return d


def matching(left, edges):
    match = {}

    def try_(a, seen):
        for b in edges[a]:
            if b not in seen:
                seen.add(b)
                if b not in match or try_(match[b], seen):
                    match[b] = a
                    return True
        return False

    return sum(try_(a, set()) for a in left), match


city = Graph(
    edges=[
        ("A", "B", 4),
        ("A", "C", 2),
        ("B", "C", 1),
        ("B", "D", 5),
        ("C", "D", 8),
        ("C", "E", 10),
        ("D", "E", 2),
        ("D", "F", 6),
        ("E", "F", 3),
        ("X", "Y", 1),
    ]
)
print(len(city), "Q" in city, city["A"], sum(w for *_, w in city.edges()))
print(city.bfs("A"), list(city.dfs("A")), list(city.components()))
print(city.dijkstra("A", "F"), city.dijkstra("A", "X"), city.dijkstra("X"))
tree = city.kruskal()
print(tree, sum(w for *_, w in tree), city.prim("A"))
print(city.colour(), city.bipartite(), Graph(edges=[(1, 2), (2, 3), (3, 4), (4, 1)]).bipartite())
deps = Graph(
    True,
    [("app", "lib"), ("app", "util"), ("lib", "core"), ("util", "core"), ("core", "base"), ("test", "app")],
)
print(deps.topological(), deps.reverse().topological())
try:
    deps.add("base", "lib").topological()
except CycleError as e:
    print(e)
print(deps.strong_components())
net = Graph(
    True,
    [
        ("s", "a", 10),
        ("s", "b", 5),
        ("a", "b", 15),
        ("a", "t", 5),
        ("b", "t", 10),
        ("a", "c", 4),
        ("c", "t", 3),
    ],
)
print(net.max_flow("s", "t"))
weights = Graph(True, [(0, 1, 4), (0, 2, 5), (1, 3, -2), (2, 1, -3), (3, 2, 6)])
print(weights.bellman_ford(0))
try:
    weights.dijkstra(0)
except ValueError as e:
    print(e)
try:
    weights.add(3, 2, 1).bellman_ford(0)
except CycleError as e:
    print(e)
print({a: row for a, row in list(floyd(city).items())[:1]})
n, match = matching("abcd", {"a": "12", "b": "1", "c": "23", "d": "3"})
print(n, sorted(match.items()))
grid = Graph()
for y in range(12):
    for x in range(12):
        if (x * 7 + y * 3) % 5:
            for dx, dy in ((1, 0), (0, 1)):
                if ((x + dx) * 7 + (y + dy) * 3) % 5 and x + dx < 12 and y + dy < 12:
                    grid.add((x, y), (x + dx, y + dy), (x * y) % 7 + 1)
comps = sorted(map(len, grid.components()), reverse=True)
print(
    len(grid),
    comps[:5],
    grid.dijkstra((1, 0), (11, 10))[0],
    len(grid.kruskal()),
    max(grid.bfs((1, 0)).values()),
)
