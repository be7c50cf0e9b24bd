# exit: 1
def compute(values):
    total_count = len(values)
    return total_cout + 1


compute([1])
