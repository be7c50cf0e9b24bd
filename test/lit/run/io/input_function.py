# stdin: Ann\n42\nx\n7\nyes\n
name = input("name? ")
print("hello", name)
while True:
    try:
        age = int(input("age? "))
    except ValueError as e:
        print("again:", e)
        continue
    if age < 10:
        break
    print("age", age)
print(repr(input()), end="|\n")
try:
    input("more? ")
except EOFError as e:
    print("EOFError", e)
import builtins

builtins.input = lambda p="": "patched"
print(input("?"))
