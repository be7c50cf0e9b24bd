"""Prints a program that prints many constant expressions: what is folded must be what Python computes."""
VALUES = ["0", "1", "-1", "7", "-7", "3.5", "-2.25", "0.0", "-0.0", "1e300", "True", "False", "10**20", "-10**18",
          "2**63", "-2**63", "1j", "2-3j", "'ab'", "b'x'", "(1, 2)", "()", "5", "1e-320", "1234567890123456789012"]
LARGE = {"10**20", "-10**18", "2**63", "-2**63", "1234567890123456789012", "1e300"}


def expressions():
    for a in VALUES:
        for b in VALUES:
            for op in "+ - * / // % ** << >> | ^ &".split():
                if op in ("**", "<<", "*") and (b in LARGE or a in LARGE and a[0] != "1"):
                    continue
                yield f"({a}) {op} ({b})"
        for op in ("-", "+", "~", "not "):
            yield f"{op}({a})"
    for value in ("'añ\U0001F600b'", "b'abc'", "(1, 'x', None)"):
        for index in range(-5, 5):
            yield f"{value}[{index}]"


for expression in expressions():
    try:
        eval(expression)
    except Exception:
        continue
    print(f"print({expression!r}, repr({expression}))")
