# exit: 1
def work():
    e = RuntimeError("with notes")
    e.add_note("first note")
    e.add_note("second note\n  on two lines")
    e.add_note("")
    raise e


try:
    work()
except RuntimeError as e:
    e.add_note("added later")
    raise
