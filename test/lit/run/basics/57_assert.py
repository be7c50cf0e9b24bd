# exit: 1
assert True
assert 1 + 1 == 2, "math works"
try:
    assert 1 == 2
except AssertionError as e:
    print(repr(e), repr(str(e)))
try:
    assert [], "empty " + "list"
except AssertionError as e:
    print(e)
print(__debug__)
x = 3
assert x > 5, f"x is {x}"
