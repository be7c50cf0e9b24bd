def f(v):
    try:
        a, b, c = v
        return a, b, c
    except Exception as e:
        return type(e).__name__, str(e)
def g(v):
    try:
        a, b, c, d, e = v
        return a, b, c, d, e
    except Exception as e:
        return type(e).__name__, str(e)
big = 1e-200
for v in ([1.0, 2.5, -0.0], [1.0, big, 3.0], [1e-100, 1e300, 5e-324], [1, 2, 3], ['a', 2, None], (1, 2.0, 'x'), [1.0, 2.0], [1.0] * 4, 'abc', range(3), iter([1.5, 2, 3]), 5, {1: 2, 3: 4, 5: 6}):
    print(f(v))
for v in ([1.0, big, 3.0, 4.0, 1e200], [1, 2, 3, 4, 5], ('a', 'b', 'c', 'd', 'e'), [1.0] * 4, [1.0] * 6, (1,) * 6, 'abcde', [big] * 5, ['x', [1], (2,), {}, None]):
    for _ in range(3):
        print(g(v))
