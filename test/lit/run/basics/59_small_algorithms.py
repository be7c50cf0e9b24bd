def primes(n):
    sieve = [True] * (n + 1)
    sieve[0:2] = [False, False]
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            for j in range(i * i, n + 1, i):
                sieve[j] = False
    return [i for i, p in enumerate(sieve) if p]


def bsearch(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo if lo < len(a) and a[lo] == x else -1


def quicksort(a):
    if len(a) <= 1:
        return a
    p, *rest = a
    return quicksort([x for x in rest if x < p]) + [p] + quicksort([x for x in rest if x >= p])


def merge(a, b):
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]


def perms(items):
    if not items:
        return [[]]
    return [[x] + p for i, x in enumerate(items) for p in perms(items[:i] + items[i + 1:])]


def matmul(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]


p = primes(100)
print(p)
print(bsearch(p, 53), bsearch(p, 54))
print(quicksort([3, 6, 1, 8, 2, 9, 2]))
print(merge([1, 4, 7], [2, 3, 9]))
print(len(perms([1, 2, 3, 4])), perms([1, 2, 3]))
print(matmul([[1, 2], [3, 4]], [[5, 6], [7, 8]]))
