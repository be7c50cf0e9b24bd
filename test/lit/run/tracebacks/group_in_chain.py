# exit: 1
try:
    raise ExceptionGroup("eg", [KeyError("k"), OSError(2, "gone")])
except* KeyError as eg:
    raise RuntimeError("while handling") from eg.exceptions[0]
