# exit: 1
class Point:
    def __init__(self):
        self.position = 1
        self.velocity = 2


Point().positon
