text = "it was the best of times it was the worst of times it was the age of wisdom"
count = {}
for w in text.split():
    if w in count:
        count[w] += 1
    else:
        count[w] = 1
print(count)
by_len = {}
for w in text.split():
    by_len.setdefault(len(w), []).append(w)
print({k: sorted(set(v)) for k, v in sorted(by_len.items())})
inv = {}
for w, n in count.items():
    inv.setdefault(n, set()).add(w)
print({n: sorted(ws) for n, ws in sorted(inv.items())})
letters = {}
for c in text.replace(" ", ""):
    letters[c] = letters.get(c, 0) + 1
print(sorted(letters.items(), key=lambda t: (-t[1], t[0]))[:5])
graph = {}
for a, b in [(1, 2), (2, 3), (1, 3), (3, 4), (5, 6)]:
    graph.setdefault(a, set()).add(b)
    graph.setdefault(b, set()).add(a)


def component(start):
    seen, stack = set(), [start]
    while stack:
        n = stack.pop()
        if n not in seen:
            seen.add(n)
            stack.extend(graph[n] - seen)
    return seen


print(sorted(component(1)), sorted(component(5)))
memo = {}


def grid(r, c):
    if r == 0 or c == 0:
        return 1
    if (r, c) not in memo:
        memo[r, c] = grid(r - 1, c) + grid(r, c - 1)
    return memo[r, c]


print(grid(16, 16), len(memo))
pairs = {(x, y): x * y for x in range(10) for y in range(10)}
print(
    len(pairs),
    pairs[7, 8],
    sum(v for (x, y), v in pairs.items() if x == y),
    [k for k, v in pairs.items() if v == 24],
)
nested = {}
for path in ("a/b/c", "a/b/d", "a/e", "f"):
    node = nested
    for p in path.split("/"):
        node = node.setdefault(p, {})
print(nested)


def walk(n, depth=0):
    for k, v in n.items():
        print("  " * depth + k)
        walk(v, depth + 1)


walk(nested)
bigram = {}
for a, b in zip(text, text[1:]):
    bigram[a + b] = bigram.get(a + b, 0) + 1
print(sorted(bigram.items(), key=lambda kv: (-kv[1], kv[0]))[:5], len(bigram))
merged = {}
for src in ({"a": 1, "b": 2}, {"b": 3, "c": 4}, {"a": 5}):
    for k, v in src.items():
        merged[k] = merged.get(k, 0) + v
print(
    merged,
    {v: k for k, v in merged.items()},
    dict(sorted(merged.items(), reverse=True)),
    min(merged, key=merged.get),
)
