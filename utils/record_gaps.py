#!/usr/bin/env python3
"""Writes test/lit/run/gaps.txt from the output of `lit -v` over test/lit/run with an empty list.

A program that fails in one row is listed for all rows that ran; the comment is the first line that differs.
Usage: record_gaps.py LIT_OUTPUT GAPS_FILE
"""
import re
import sys

HEAD = """# Programs that do not yet do what CPython does, with the rows in which they may differ, and the first
# difference seen. A program that is mended leaves the list; nothing is added without a reason.
"""


def failures(text):
    """Pairs of a failed program and what lit printed for it."""
    parts = re.split(r"^\*+ TEST '.*? :: run/(\S+)' (?:FAILED|TIMEOUT).*$", text, flags=re.M)
    for name, body in zip(parts[1::2], parts[2::2]):
        yield name, body.split("\n********************")[0]


def reason(body):
    got = re.findall(r"^    \+ (.*)$", body, flags=re.M)
    want = re.findall(r"^    - (.*)$", body, flags=re.M)
    first = next(((w, g) for w, g in zip(want, got) if w != g), None)
    line = re.search(r"(ModuleNotFoundError|undefined symbol|exit code -?\d+|exit code timeout)[^\n]*", body)
    text = line.group(0) if line else f"{first[1]} for {first[0]}" if first else "differs"
    return " ".join(text.split())[:110].encode("ascii", "replace").decode()


def main():
    with open(sys.argv[1], errors="replace") as file:
        found = dict(failures(file.read()))
    with open(sys.argv[2], "w") as file:
        file.write(HEAD)
        for name in sorted(found):
            file.write(f"{name}: interpret O0 O2 # {reason(found[name])}\n")
    print(f"{len(found)} gaps")


if __name__ == "__main__":
    main()
