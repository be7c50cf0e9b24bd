"""Edit distance and longest common subsequence of two texts. Usage: levenshtein.py [length], bench size 2000."""

import sys


def text(n, seed):
    out = []
    for _ in range(n):
        seed = (seed * 69069 + 1) & 0xFFFFFFFF
        out.append("abcdefgh"[seed >> 29])
    return "".join(out)


def distance(a, b):
    prev = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        cur = [i]
        for j, cb in enumerate(b, 1):
            cost = prev[j - 1] + (ca != cb)
            if prev[j] + 1 < cost:
                cost = prev[j] + 1
            if cur[j - 1] + 1 < cost:
                cost = cur[j - 1] + 1
            cur.append(cost)
        prev = cur
    return prev[-1]


def lcs(a, b):
    n, m = len(a), len(b)
    table = [[0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            if a[i] == b[j]:
                table[i][j] = table[i + 1][j + 1] + 1
            else:
                table[i][j] = max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    out = []
    while i < n and j < m:
        if a[i] == b[j]:
            out.append(a[i])
            i += 1
            j += 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return "".join(out)


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    a, b = text(n, 1), text(n, 2)
    common = lcs(a, b)
    print(distance("kitten", "sitting"), distance(a, b), len(common), common[:20])
