# Displays of constants are copied from a constant, whose order is not that of its items.
def displays():
    yield {1, 33, 41}
    yield {1, 33, 41, 9, 17}
    yield {8, 0, 16, 24}
    yield {1, 33, 41, 9, 17, 25, 57}
    yield {-1, -2, 6, 14}
    yield {(1, 2), 7, None, 2.5, 15}
    yield {1.5, 33, True, 41, 1}
    yield {7, 15, *[23]}


for value in displays():
    print(len(value), [x for x in value if not isinstance(x, tuple) and x is not None])
print({1, 33, 41}, eval("{1, 33, 41}"), {41, 33, 1}, {33, 41, 1, 73})
a, b, c = 1, 33, 41
print({a, b, c}, set([1, 33, 41]), 41 in {1, 33, 41})
