# exit: 7
import atexit
import os
import sys

atexit.register(lambda: print("atexit output", end=""))
sys.stdout.write("buffered without newline ")
sys.stderr.write("error text without newline")
raise SystemExit(7)
