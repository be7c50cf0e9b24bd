print("init pkg.a")
from . import VERSION

up = "a sees " + VERSION
