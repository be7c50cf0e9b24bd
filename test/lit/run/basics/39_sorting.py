print(sorted([5, 2, 9, 1]), sorted([5, 2, 9, 1], reverse=True))
words = ["banana", "apple", "fig", "kiwi", "date"]
print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)))
words.sort(key=lambda w: w[-1])
print(words)
pairs = [(1, "b"), (0, "a"), (1, "a"), (0, "b")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[1], reverse=True))
print(sorted({"b": 1, "a": 2}), sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]))
big = [(i * 7919) % 1009 for i in range(200)]
s = sorted(big)
print(s[:5], s[-5:], all(a <= b for a, b in zip(s, s[1:])))
print(sorted("hello"), sorted([True, False, 2, 0.5]), sorted([[2], [1, 5], [1]]))
try:
    sorted([1, "a"])
except TypeError as e:
    print(e)
