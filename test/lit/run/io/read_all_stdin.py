# stdin: alpha beta\ngamma\n\n3 4 5\nlast without newline
import sys

data = sys.stdin.read()
lines = data.split("\n")
print(len(data), len(lines), lines)
print(sum(map(int, lines[3].split())), data.upper().splitlines()[0])
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
