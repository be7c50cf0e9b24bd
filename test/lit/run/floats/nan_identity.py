# A known difference (docs/differences.md): a NaN is its bits, not an object.
nan = float("nan")
print(nan in [nan], [1.0, nan] == [1.0, nan])
print(float("nan") in [nan], [1.0, nan] == [1.0, float("nan")], nan is float("nan"))
