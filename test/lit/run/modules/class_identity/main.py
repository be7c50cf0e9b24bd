import shapes
from shapes import Square, Shape
import registry

print(isinstance(Square(2), Shape), Square is shapes.Square, Square.__module__, Shape.__qualname__, Square(3).area())
print(registry.names, shapes.registry is registry)


class Local(Shape):
    def area(self):
        return 1


print(registry.names, Local.__module__, repr(Square(2)), repr(Local))
try:
    raise shapes.ShapeError("bad")
except shapes.ShapeError as e:
    print(type(e), e, type(e).__module__)
import copy

s = copy.deepcopy(Square(5))
print(s.area(), type(s) is Square, copy.copy(s).side)
