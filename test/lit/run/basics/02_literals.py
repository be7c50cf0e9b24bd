print(1)
print(-7)
print(True, False, None)
print(3.5)
print('single', "double")
print()
print("a", 1, 2.5, None)
print("""two
lines""")
print("tab\there", 'quote\'s', "back\\slash")
print("sep", "used", sep="-")
print("no newline", end="!\n")
print(1, 2, 3, sep="", end=".\n")
...
Ellipsis
print(...)
