"""Primes by three sieves. Usage: sieve.py [limit], bench size 3000000."""

import sys


def flags(n):
    sieve = [True] * (n + 1)
    sieve[0] = sieve[1] = False
    i = 2
    while i * i <= n:
        if sieve[i]:
            j = i * i
            while j <= n:
                sieve[j] = False
                j += i
        i += 1
    count = 0
    for f in sieve:
        if f:
            count += 1
    return count


def sliced(n):
    sieve = bytearray([1]) * (n + 1)
    sieve[0:2] = b"\0\0"
    for i in range(2, int(n**0.5) + 1):
        if sieve[i]:
            sieve[i * i :: i] = bytes(len(range(i * i, n + 1, i)))
    return sum(sieve)


def linear(n):
    least = [0] * (n + 1)
    primes = []
    for i in range(2, n + 1):
        if least[i] == 0:
            least[i] = i
            primes.append(i)
        for p in primes:
            if p > least[i] or i * p > n:
                break
            least[i * p] = p
    return len(primes), primes[-1]


if __name__ == "__main__":
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    print(flags(n), sliced(n), *linear(n))
