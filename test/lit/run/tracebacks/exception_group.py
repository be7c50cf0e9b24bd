# exit: 1
def fail(n):
    if n % 2:
        raise ValueError(f"odd {n}")
    raise TypeError(f"even {n}")


def collect(ns):
    errors = []
    for n in ns:
        try:
            fail(n)
        except Exception as e:
            errors.append(e)
    return errors


def run():
    inner = ExceptionGroup("inner", collect([3, 4]))
    inner.add_note("note on inner")
    raise ExceptionGroup("several failed", collect([1, 2]) + [inner])


run()
