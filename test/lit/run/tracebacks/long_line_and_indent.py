# exit: 1
def outer():
        def inner():
                return                     (     1     +     None      )      # trailing comment
        return inner()

if True:
    outer()
