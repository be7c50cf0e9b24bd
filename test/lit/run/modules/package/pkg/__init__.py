print("init pkg")
VERSION = "1.0"
from . import a
