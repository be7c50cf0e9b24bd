# exit: 1
compile("def f(a, b:\n    return a b\n", "<string>", "exec")
