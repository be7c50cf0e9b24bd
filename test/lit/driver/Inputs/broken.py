# A syntax error in an imported module.
def f(:
    pass
