"""Writes a program of functions and methods that call each other; its argument says how many."""
import sys

count = int(sys.argv[1])
print("class Counter:")
print("    def __init__(self):\n        self.total = 0\n        self.calls = 0\n")
for i in range(count // 2):
    print(f"    def add_{i}(self, n):\n        self.total += n * {i} % 7\n        self.calls += 1\n"
          f"        return self.total if n else self.get_{(i + 5) % (count // 2)}(n)\n")
    print(f"    def get_{i}(self, n):\n        return self.total + n\n")
print()
for i in range(count):
    print(f"def small_{i}(a, b):\n    return a * {i % 11} + b\n\n")
    print(f"def work_{i}(counter, n):\n    x = 0.5\n    k = 0\n    while k < n:\n"
          f"        x = x * 0.75 + small_{(i * 7 + 3) % count}(k, {i})\n"
          f"        k += 1\n        counter.add_{i % (count // 2)}(k)\n"
          f"    return x + (work_{i - 1}(counter, n - 1) if n > 0 else 0.0)\n\n" if i else
          "def work_0(counter, n):\n    return 0.25 * n\n\n")
print("counter = Counter()")
print(f"print(sum([work(counter, 4) for work in ({', '.join(f'work_{i}' for i in range(0, count, 3))},)]))")
print("print(counter.total, counter.calls)")
