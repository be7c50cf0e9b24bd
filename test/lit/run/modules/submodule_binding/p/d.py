v = "d"
