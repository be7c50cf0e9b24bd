def heap_sort(a):
    a = a[:]
    n = len(a)

    def sift(i, n):
        while (c := 2 * i + 1) < n:
            if c + 1 < n and a[c] < a[c + 1]:
                c += 1
            if a[i] >= a[c]:
                break
            a[i], a[c] = a[c], a[i]
            i = c

    for i in range(n // 2 - 1, -1, -1):
        sift(i, n)
    for end in range(n - 1, 0, -1):
        a[0], a[end] = a[end], a[0]
        sift(0, end)
    return a


def shell_sort(a):
    a = a[:]
    gap = len(a) // 2
    while gap:
        for i in range(gap, len(a)):
            x, j = a[i], i
            while j >= gap and a[j - gap] > x:
                a[j] = a[j - gap]
                j -= gap
            a[j] = x
        gap //= 2
    return a


def radix_sort(a, base=10):
    if not a:
        return []
    exp, top, a = 1, max(a), a[:]
    while top // exp:
        buckets = [[] for _ in range(base)]
        for x in a:
            buckets[x // exp % base].append(x)
        a = [x for b in buckets for x in b]
        exp *= base
    return a


x, data = 42, []
for _ in range(400):
    x = (x * 6364136223846793005 + 1442695040888963407) % 2**64
    data.append(x >> 50)
ref = sorted(data)
print(heap_sort(data) == ref, shell_sort(data) == ref, radix_sort(data) == ref, ref[:5], ref[-5:])


def lis(a):
    tails, prev, idx = [], [None] * len(a), []
    for i, v in enumerate(a):
        lo, hi = 0, len(idx)
        while lo < hi:
            m = (lo + hi) // 2
            if a[idx[m]] < v:
                lo = m + 1
            else:
                hi = m
        prev[i] = idx[lo - 1] if lo else None
        if lo == len(idx):
            idx.append(i)
        else:
            idx[lo] = i
    out, k = [], idx[-1] if idx else None
    while k is not None:
        out.append(a[k])
        k = prev[k]
    return out[::-1]


print(lis([10, 9, 2, 5, 3, 7, 101, 18]), len(lis(data)))


def max_sub(a):
    best = cur = a[0]
    for v in a[1:]:
        cur = max(v, cur + v)
        best = max(best, cur)
    return best


print(max_sub([-2, 1, -3, 4, -1, 2, 1, -5, 4]))


def pascal(n):
    rows = [[1]]
    for _ in range(n - 1):
        r = rows[-1]
        rows.append([1, *[a + b for a, b in zip(r, r[1:])], 1])
    return rows


print(pascal(8)[-1])


def rotate(m):
    return [list(r) for r in zip(*m[::-1])]


m = [[1, 2, 3], [4, 5, 6]]
print(rotate(m), rotate(rotate(m)), rotate(rotate(rotate(rotate(m)))) == m)


def spiral(m):
    out = []
    while m:
        out += m[0]
        m = [list(r) for r in zip(*m[1:])][::-1]
    return out


print(spiral([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]))


def subsets(a):
    return [[]] if not a else [s + t for s in subsets(a[1:]) for t in ([], [a[0]])]


print(sorted(subsets([1, 2, 3])), len(subsets(list(range(9)))))
print(sum(1 for i in range(len(data)) for j in range(i + 1, min(i + 30, len(data))) if data[i] > data[j]))
