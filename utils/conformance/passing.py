"""The list of test cases that pass, passing.txt: a line a case, with the mode where it passes in one only. It grows."""
import os

import verbose

PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "passing.txt")
HEAD = """# Cases of CPython's tests that pass interpreted and at -O2, or in the mode named behind them.
# Written by utils/conformance/run --update; a line goes only when what it tests is no longer promised.
"""
MODES = ("interpret", "O2")


def read():
    """The modes in which each listed case passes."""
    listed = {}
    if os.path.exists(PATH):
        with open(PATH) as file:
            for line in file:
                fields = line.partition("#")[0].rsplit(" ", 1) if line.rstrip().endswith(MODES) else [line.strip()]
                name = fields[0].strip()
                if name and not name.startswith("#"):
                    listed[name] = {fields[1].strip()} if len(fields) == 2 else set(MODES)
    return listed


def of_module(listed, module, mode):
    return [name for name, modes in listed.items() if name.startswith(module + ".") and mode in modes]


def add(listed, results, oracles):
    """Adds what passes here and under CPython; returns how many lines are new."""
    before = sum(len(modes) for modes in listed.values())
    for (module, mode), outcome in results.items():
        if mode in MODES:
            for name, status in outcome["cases"].items():
                if status in verbose.PASSES and oracles[module]["cases"].get(name) in verbose.PASSES:
                    listed.setdefault(name, set()).add(mode)
    with open(PATH, "w") as file:
        file.write(HEAD)
        for name in sorted(listed):
            file.write(name + ("" if len(listed[name]) == len(MODES) else f" {''.join(listed[name])}") + "\n")
    return sum(len(modes) for modes in listed.values()) - before
