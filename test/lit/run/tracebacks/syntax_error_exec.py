# exit: 1
def run(src):
    exec(src)


run("x = (1,\ny = 2\n")
