"""Runs programs with CPython and with run_dpb.py; what they print must be the same."""
import os
import subprocess
import sys


def programs(paths):
    for path in paths:
        if os.path.isdir(path):
            yield from sorted(os.path.join(path, n) for n in os.listdir(path) if n.endswith(".py"))
        else:
            yield path


def main():
    runner, tool, *paths = sys.argv[1:]
    wrong = count = 0
    for path in programs(paths):
        with open(path, encoding="utf-8") as file:
            if "__traceback__" in file.read():  # shows the runner's own frames
                continue
        options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 60, "cwd": os.path.dirname(path)}
        expected = subprocess.run([sys.executable, path], **options)
        got = subprocess.run([sys.executable, runner, tool, path], **options)
        count += 1
        if expected.stdout != got.stdout:
            wrong += 1
            print(path, got.stdout.decode()[-500:], got.stderr.decode()[-500:], sep="\n")
    print(f"{count} programs, {wrong} wrong")
    return 1 if wrong or not count else 0


sys.exit(main())
