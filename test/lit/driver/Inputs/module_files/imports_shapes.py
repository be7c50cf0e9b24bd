import shapes

print(shapes.__name__, shapes.__doc__, shapes.LIMITS, shapes.known("square"), shapes.known("oval"))
print(round(shapes.Circle(2).area(), 3), list(shapes.digits("a1")), shapes.ratio(1, 4))
