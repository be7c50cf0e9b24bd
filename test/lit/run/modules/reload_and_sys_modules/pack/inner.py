x = "inner x"
