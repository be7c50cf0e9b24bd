# exit: 0
import sys


def deep(n):
    if n == 0:
        sys.exit()
    try:
        deep(n - 1)
    finally:
        print("unwinding", n)


try:
    deep(3)
except Exception:
    print("not an Exception")
