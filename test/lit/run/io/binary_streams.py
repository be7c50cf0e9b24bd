# stdin: raw bytes here\nsecond\n
import sys

print(sys.stdin.buffer.readline())
print(sys.stdin.buffer.read(3), sys.stdin.buffer.read())
sys.stdout.write("text ")
sys.stdout.flush()
sys.stdout.buffer.write(b"\xe2\x82\xac bytes\n")
sys.stdout.buffer.flush()
sys.stdout.writelines(["a\n", "b\n"])
print(
    sys.stdout.buffer.raw.name,
    sys.stdout.buffer.writable(),
    type(sys.stdout).__name__,
    type(sys.stdout.buffer).__name__,
    sys.stdout.buffer.mode,
)
for f in (
    lambda: sys.stdout.write(5),
    lambda: sys.stdout.write(),
    lambda: sys.stdout.buffer.write("x"),
    lambda: sys.stdout.read(),
    lambda: sys.stdin.write("x"),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print("no newline at the end", end="")
