inf = float("inf")
nan = float("nan")
vals = [0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 1e308, -1e308, 5e-324, inf, -inf, nan]
for a in vals:
    for b in vals:
        row = [a + b, a - b, a * b]
        for op in ("//", "%", "/"):
            try:
                row.append(a // b if op == "//" else a % b if op == "%" else a / b)
            except ZeroDivisionError as e:
                row.append("ZDE")
        print(a, b, *row)
for f in (
    lambda: 1.0 / 0,
    lambda: 1.0 // 0,
    lambda: 1.0 % 0,
    lambda: divmod(1.0, 0.0),
    lambda: 0.0**-1,
    lambda: 1e200**2,
    lambda: (-1.0) ** 0.5,
    lambda: 2.0**10000,
    lambda: 1.0 + "a",
    lambda: "a" * 1.0,
    lambda: 1.0 @ 2,
    lambda: 1.0 & 1,
    lambda: ~1.0,
    lambda: 1 < 1j,
    lambda: 1.5 >> 1,
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(
    divmod(7.5, 2),
    divmod(-7.5, 2),
    divmod(7.5, -2),
    divmod(-0.0, 2),
    divmod(1e20, 3),
    5.0 % inf,
    -5.0 % inf,
    5.0 // inf,
    -5.0 // inf,
)
print(
    2.0**3,
    2.0**-1,
    4.0**0.5,
    (-8.0) ** 3,
    inf**0,
    nan**0,
    1.0**nan,
    0.0**0,
    inf**-1,
    (-inf) ** 3,
    (-inf) ** 2,
    0.5**inf,
    2.0**-inf,
)
print(1 + 2.5, 2.5 + 1, 5 // 2.0, 5 % 2.5, True + 0.5, 2**0.5, 10 - 0.1, 3 * 0.1, 0.1 * 3)
print(
    0.0 == -0.0,
    nan == nan,
    nan != nan,
    nan < 1,
    nan > 1,
    inf == inf,
    inf > 1e308,
    -inf < inf,
    nan in [nan],
    [nan] == [nan],
    [nan] == [float("nan")],
)
print(max(1.0, nan), max(nan, 1.0), min(nan, 1.0), sorted([3.0, 1.5, -2.0, inf, -inf]))
