import sys

print("out 1")
sys.stdout.flush()
print("err 1", file=sys.stderr)
print("out 2")
sys.stderr.write("err 2\n")
sys.stderr.flush()
print("é 漢 to stderr", file=sys.stderr)
print("lone \ud800 surrogate", file=sys.stderr)
print(sys.stderr.errors, sys.stderr.line_buffering, sys.stderr.encoding)
sys.stderr.writelines(["a\n", "b\n"])
print("last", end="", file=sys.stderr)
