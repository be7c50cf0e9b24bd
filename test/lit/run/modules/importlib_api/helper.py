value = 7
runs = globals().get("runs", 0) + 1
