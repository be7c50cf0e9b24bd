"""Compiles each source of a file with dxpy-dpb and with this CPython; errors, places and warnings must agree."""
import os
import re
import subprocess
import sys
import tempfile
import warnings


def cpython(source):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "source.py", "exec")
        except (SyntaxError, RecursionError) as error:
            if isinstance(error, RecursionError):
                return ("RecursionError", str(error), 0, 0, 0)
            return (type(error).__name__, error.msg, error.lineno, error.offset, error.end_offset or -1)
    return sorted({(str(w.message), w.lineno) for w in caught if w.category is SyntaxWarning})


def ours(tool, path):
    run = subprocess.run([tool, "--emit=none", "--warnings", "--grammar=11", path], capture_output=True, text=True)
    found = re.findall(r":(\d+):(\d+):(\d+):(-?\d+): (\w+): (.*)", run.stderr)
    errors = [f for f in found if f[4] != "SyntaxWarning"]
    if errors:
        line, offset, _, end, kind, message = errors[-1]
        return (kind, message, int(line), int(offset), int(end))
    if run.returncode:
        return run.stderr
    return sorted({(f[5], int(f[0])) for f in found})


def main():
    tool, listed = sys.argv[1:]
    wrong = count = 0
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "source.py")
        for line in open(listed, encoding="utf-8"):
            source = line.rstrip("\n").replace("\\n", "\n") + "\n"
            if not source.strip() or source.startswith("##"):
                continue
            count += 1
            with open(path, "w", encoding="utf-8") as file:
                file.write(source)
            expected, got = cpython(source), ours(tool, path)
            if expected != got or not expected:
                wrong += 1
                print(f"{line.rstrip()}\n  CPython: {expected}\n  ours:    {got}")
    print(f"{count} sources, {wrong} wrong")
    return 1 if wrong or not count else 0


sys.exit(main())
