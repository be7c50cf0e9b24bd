import sys

from greetings import greet

farewell = __import__("fare" + "well")

name = sys.argv[1] if len(sys.argv) > 1 else "world"
print(greet(name))
print(farewell.leave(name))
