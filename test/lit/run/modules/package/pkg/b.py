print("init pkg.b")
name = __name__
