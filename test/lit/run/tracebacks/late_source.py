# exit: 3
# Code that comes at run time has its source lines from the file that it names, if there is one.
import os
import shutil
import sys
import tempfile
import warnings

folder = tempfile.mkdtemp()
os.chdir(folder)
os.mkdir("on_path")
sys.path.append("on_path")


def run(name, text, written, call=None):
    if written is not None:
        with open(written, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
    space = {}
    try:
        exec(compile(text, name, "exec"), space)
        if call:
            space[call](0)
    except Exception as e:
        sys.excepthook(type(e), e, e.__traceback__.tb_next)


run("late_text.py", "def inner(a):\n    return (a +\n            1 / a)\n\ndef outer(a): return inner(a)\n",
    "late_text.py", "outer")
run("somewhere/late_found.py", "\tx = 1\n".lstrip() + "y = x / 0  # é ü\n", "on_path/late_found.py")
run("late_crlf.py", b"def f(a):\r\n    return a / 0\r\n", "late_crlf.py", "f")
run("late_missing.py", "1 / 0\n", None)
run("<string>", "1 / 0\n", None)
run("late_bom.py", b"\xef\xbb\xbf1 / 0\n", "late_bom.py")
with open("late_short.py", "w") as file:
    file.write("only one line\n")
run("late_short.py", "x = 1\n\n\n1 / 0\n", None)
run("late_warns.py", "import warnings\nwarnings.warn('careful', stacklevel=1)\n", "late_warns.py")
os.chdir("/")
shutil.rmtree(folder)
raise SystemExit(3)
