text = """the cat sat on the mat
the dog sat on the log
a cat and a dog"""

freq = {}
for line in text.splitlines():
    for word in line.split():
        freq[word] = freq.get(word, 0) + 1
for word, n in sorted(freq.items(), key=lambda kv: (-kv[1], kv[0])):
    print(f"{word:<5}{n:>3} {'#' * n}")

longest = max(text.split(), key=len)
print(longest, text.count("cat"), len(text))
index = {}
for no, line in enumerate(text.splitlines(), 1):
    for word in set(line.split()):
        index.setdefault(word, []).append(no)
print({w: index[w] for w in sorted(index)})


def bubble(a):
    a = a[:]
    for i in range(len(a)):
        swapped = False
        for j in range(len(a) - 1 - i):
            if a[j] > a[j + 1]:
                a[j], a[j + 1] = a[j + 1], a[j]
                swapped = True
        if not swapped:
            break
    return a


print(bubble([5, 1, 4, 2, 8, 0]))
print(bubble(text.split())[:6])
grid = [[(r * c) % 4 for c in range(6)] for r in range(4)]
for row in grid:
    print(" ".join(str(v) for v in row))
print(list(map(list, zip(*grid)))[3])
