# exit: 1
class Matrix:
    def __init__(self, rows):
        self.total = sum(self.norm(r) for r in rows)

    def norm(self, row):
        return [self.scale(v) for v in row][0]

    @staticmethod
    def scale(v):
        return (lambda q: 100 / q)(v)


Matrix([[1], [2], [0]])
