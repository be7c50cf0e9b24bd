# stdin: żółć 漢字\n😀 end\n
import sys

a = input()
b = sys.stdin.readline()
print(a, len(a), b.encode(), len(b))
print(
    sys.stdin.encoding,
    sys.stdin.readable(),
    sys.stdin.isatty(),
    sys.stdin.name,
    sys.stdin.mode,
    sys.stdin.fileno(),
    sys.stdin.readlines(),
)
