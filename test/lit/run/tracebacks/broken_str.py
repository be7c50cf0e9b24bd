# exit: 1
class Broken(Exception):
    def __str__(self):
        raise ValueError("in __str__")


raise Broken(1)
