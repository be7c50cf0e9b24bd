# exit: 1
import sys

print("out")
sys.exit("goodbye on stderr")
