import sys

for code in (
    "sys.exit()",
    "sys.exit(0)",
    "sys.exit(5)",
    "sys.exit('message')",
    "sys.exit(None)",
    "sys.exit(True)",
    "raise SystemExit",
    "raise SystemExit(7)",
    "sys.exit((1, 2))",
    "sys.exit(256 + 3)",
    "sys.exit(-1)",
    "sys.exit([])",
    "raise SystemExit('a', 'b')",
    "sys.exit(1.5)",
):
    try:
        exec(code)
    except SystemExit as e:
        print(code, repr(e), repr(e.code))
try:
    try:
        sys.exit(3)
    finally:
        print("finally on exit")
except BaseException as e:
    print(type(e).__name__, e, isinstance(e, Exception))
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
