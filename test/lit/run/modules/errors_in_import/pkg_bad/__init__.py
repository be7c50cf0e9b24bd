raise KeyError("package init")
