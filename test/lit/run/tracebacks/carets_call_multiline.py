# exit: 1
def target(a, b, c):
    return a / b


value = target(
    1,
    b=0,
    c=[
        1,
        2,
    ],
)
