#!/usr/bin/env python3
"""Compare dxpy-ast with ast.parse of DXPY_PYTHON over many files.

Every file must give the same ast.dump(..., include_attributes=True), or the same error: class,
message and place. Files come from the library of the running Python, or are given as arguments.

usage: ast_compare.py --tool build/dev/bin/dxpy-ast [--jobs 2] [--show 5] [--lines] [PATH...]
With --lines each line of each given file is a program of its own (written with \\n escapes).
"""
import argparse
import ast
import concurrent.futures
import os
import subprocess
import sys
import sysconfig
import tempfile
import warnings


def python_files(paths):
    for path in paths:
        if os.path.isfile(path):
            yield path
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(names):
                if name.endswith(".py"):
                    yield os.path.join(folder, name)


def expected(path, mode, type_comments):
    """("=", dump) or ("!", error arguments) as dxpy-ast --errors=args prints them."""
    with open(path, "rb") as f:
        data = f.read()
    try:
        tree = ast.parse(data, mode=mode, type_comments=type_comments)
    except SyntaxError as e:
        text = e.text
        if text is not None and text.endswith("\n"):
            text = text[:-1]
        numbers = [0 if n is None else n
                   for n in (e.lineno, e.offset, e.end_lineno, e.end_offset)]
        return "!", "%s(%r, %s, %r)" % (
            type(e).__name__, e.msg, ", ".join(map(str, numbers)), text)
    except (ValueError, MemoryError, OverflowError) as e:
        return "!", "%s(%r)" % (type(e).__name__, str(e))
    except RecursionError:
        return None
    try:
        return "=", ast.dump(tree, include_attributes=True)
    except (RecursionError, ValueError):
        return None


def compare(tool, files, options, mode="exec", type_comments=False):
    """The mismatches of some files as (path, expected, actual)."""
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    options = options + ["--mode=" + mode] + ["--type-comments"] * type_comments
    process = subprocess.run([tool, "--batch", "--errors=args"] + options,
                             input="\n".join(files).encode(), stdout=subprocess.PIPE, timeout=300)
    out, at, bad = process.stdout, 0, []
    for path in files:
        header_end = out.find(b"\n", at)
        size_end = out.find(b"\n", header_end + 1)
        if header_end < 0 or size_end < 0:
            bad.append((path, "a result", "exit status %s" % process.returncode))
            break
        size = int(out[header_end + 1:size_end])
        start = size_end + 1
        actual = (out[at:at + 1].decode(), out[start:start + size].decode("utf-8", "replace"))
        at = start + size + 1
        want = expected(path, mode, type_comments)
        if want is not None and want != actual:
            bad.append((path, "%s %s" % want, "%s %s" % actual))
    return bad


def first_difference(want, got):
    """The neighbourhood of the first difference of two long lines."""
    i = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    start = max(0, i - 120)
    return "%s\n      %s" % (want[start:i + 100], got[start:i + 100])


def write_programs(paths, folder):
    for path in paths:
        with open(path, encoding="utf-8", errors="surrogateescape") as f:
            for number, line in enumerate(f, 1):
                program = line.rstrip("\n").encode().decode("unicode_escape").encode("latin-1")
                name = os.path.join(folder, "%s-%d.py" % (os.path.basename(path), number))
                with open(name, "wb") as out:
                    out.write(program)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tool", default="build/dev/bin/dxpy-ast")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--mode", default="exec")
    parser.add_argument("--type-comments", action="store_true")
    parser.add_argument("--option", action="append", default=[])
    parser.add_argument("paths", nargs="*")
    args = parser.parse_args()
    paths = args.paths or [sysconfig.get_path("stdlib")]
    with tempfile.TemporaryDirectory() as folder:
        if args.lines:
            write_programs(paths, folder)
            paths = [folder]
        files = list(python_files(paths))
        chunks = [files[i:i + 50] for i in range(0, len(files), 50)]
        with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
            work = [pool.submit(compare, args.tool, c, args.option, args.mode, args.type_comments) for c in chunks]
            bad = [row for w in work for row in w.result()]
        for path, want, got in bad[:args.show]:
            if args.lines:
                with open(path, "rb") as f:
                    path = repr(f.read())
            print("%s:\n  want %s\n  got" % (path, "") + " " + first_difference(want, got))
    print("%d files, %d mismatches" % (len(files), len(bad)))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
