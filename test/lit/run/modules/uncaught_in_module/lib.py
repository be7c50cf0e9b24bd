def compute(n):
    return 10 / n
