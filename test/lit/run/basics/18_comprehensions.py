print([x * x for x in range(6)])
print([x for x in range(20) if x % 3 == 0])
print([(x, y) for x in range(3) for y in range(x)])
print([x + y for x in "ab" for y in "cd"])
print({x: x ** 2 for x in range(4)})
print(sorted({len(w) for w in ["a", "bb", "cc", "ddd"]}))
print([[i * j for j in range(3)] for i in range(3)])
print(sum(x for x in range(10)), list(x for x in "xyz"))
print([x if x % 2 else -x for x in range(5)])
print([x for x in range(50) if x % 2 == 0 if x % 7 == 0])
x = "outer"
print([x for x in range(2)], x)


def f(n):
    return [n + i for i in range(n)]


print(f(4))
print({k: v for k, v in zip("abc", [1, 2, 3])})
print(any(c.isdigit() for c in "ab1"), all(c.isdigit() for c in "12"))
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([y for x in matrix for y in x])
