# exit: 1
a = {"x": [1, 2, {"y": None}]}
b = 3


def calc(d, n):
    first = d["x"][0] + n
    return first + n * 2 + d["x"][2]["y"]["z"] + first


calc(a, b)
