x = "éé"; f(a, b
  c)
