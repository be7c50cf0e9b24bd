import sys

for name in ("syntax_bad", "wrong_encoding", "unknown_codec", "mark_and_cookie"):
    try:
        __import__(name)
    except SyntaxError as e:
        text = str(e).split(" (")[0].replace(e.filename or "?", "FILE")
        print(name, type(e).__name__, text, e.lineno, e.offset, name in sys.modules)
try:
    import null_bytes
except ValueError as e:
    print(type(e).__name__, e.args)
print("the program goes on")
