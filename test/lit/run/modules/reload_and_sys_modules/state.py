value = 1
try:
    runs += 1
except NameError:
    runs = 1


class Thing:
    pass
