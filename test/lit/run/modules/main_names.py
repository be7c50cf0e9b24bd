# The names that __main__ begins with.
print(list(globals()))
print(dir(), __annotations__, __cached__, __package__, __spec__)
x: int = 3
print(__annotations__)
