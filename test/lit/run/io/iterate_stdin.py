# stdin: 10 apples\n20 pears\n# comment\nbad line\n5 figs\n
import sys

total = 0
for n, line in enumerate(sys.stdin, 1):
    line = line.rstrip("\n")
    if line.startswith("#"):
        continue
    try:
        count, name = line.split()
        total += int(count)
    except ValueError as e:
        print(f"line {n}: {e}")
    else:
        print(f"{name:<8}{int(count):>4}")
print("total", total)
