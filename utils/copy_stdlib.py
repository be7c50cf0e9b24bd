#!/usr/bin/env python3
"""Copies the pure-Python part of this interpreter's library to <tree>/stdlib.

Run by the build with DXPY_PYTHON. Files under --own replace the host's, one by
one. <tree>/stdlib-origin gets the host's path, which code objects name as their
file, as CPython's do. Files that are the same are left alone.
"""
import argparse
import filecmp
import os
import shutil
import sysconfig

# Tests, programs for people, and what works on a CPython installation only.
LEFT_OUT = {"test", "tests", "idlelib", "idle_test", "tkinter", "turtledemo", "lib2to3", "ensurepip", "venv",
            "distutils", "site-packages", "dist-packages", "lib-dynload", "__pycache__", "pydoc_data", "msilib"}
LEFT_OUT_FILES = {"turtle.py", "antigravity.py", "this.py", "sitecustomize.py"}


def sources(folder):
    """Relative paths of the .py files under a folder."""
    for current, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.startswith("config-"))
        for name in sorted(names):
            if name.endswith(".py") and name not in LEFT_OUT_FILES:
                yield os.path.relpath(os.path.join(current, name), folder)


def copy(source, target):
    if os.path.exists(target) and filecmp.cmp(source, target, shallow=False):
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(source, target)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--own", required=True, help="folder of our replacements")
    parser.add_argument("tree", help="the lib/dxpy folder to fill")
    arguments = parser.parse_args()
    origin = sysconfig.get_path("stdlib")
    target = os.path.join(arguments.tree, "stdlib")
    wanted = {relative: os.path.join(origin, relative) for relative in sources(origin)
              if not relative.startswith("_sysconfigdata")}
    wanted.update((relative, os.path.join(arguments.own, relative)) for relative in sources(arguments.own))
    if os.path.isdir(target):
        for relative in list(sources(target)):
            if relative not in wanted:
                os.remove(os.path.join(target, relative))
    for relative, source in sorted(wanted.items()):
        copy(source, os.path.join(target, relative))
    with open(os.path.join(arguments.tree, "stdlib-origin"), "w") as file:
        file.write(origin + "\n")


if __name__ == "__main__":
    main()
