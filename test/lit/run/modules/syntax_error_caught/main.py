import sys

for name in ("syntax_bad", "wrong_encoding", "unknown_codec"):
    try:
        __import__(name)
    except SyntaxError as e:
        text = str(e).split(" (")[0].replace(e.filename or "?", "FILE")
        print(name, type(e).__name__, text, e.lineno, e.offset, name in sys.modules)
print("the program goes on")
