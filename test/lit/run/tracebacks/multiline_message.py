# exit: 1
raise RuntimeError("line one\nline two\n\tindented")
