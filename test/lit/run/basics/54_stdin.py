# stdin: first line\nsecond\n3 4\n
import sys

print(input())
print(input("prompt> "))
a, b = map(int, input().split())
print(a + b)
try:
    input()
except EOFError as e:
    print("EOF", e)
print(repr(sys.stdin.read()))
