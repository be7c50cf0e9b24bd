# exit: 4
import atexit
import os
import sys

atexit.register(print, "never printed")
print("flushed by hand")
sys.stdout.flush()
sys.stdout.write("lost unless flushed")
try:
    os._exit(4)
finally:
    print("never either")
