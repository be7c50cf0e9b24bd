# args: one "two words" --flag=3
import sys

print(len(sys.argv))
for a in sys.argv[1:]:
    print(repr(a))
