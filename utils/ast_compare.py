#!/usr/bin/env python3
"""Compare dxpy-ast with ast.parse of the running Python over many programs.

Every program must give the same ast.dump(..., include_attributes=True), or the same error: class,
message, places and source text. Run it with DXPY_PYTHON.

usage: ast_compare.py [options] [PATH...]
  PATH...            files and folders of programs; default: the library with its tests;
                     @FILE takes them from a file's lines
  --strings          every string constant of the files is a program instead
  --lines            every line of the files is a program instead, with escapes such as \\n
  --mutate N         N mutated statements of the files are the programs instead (--seed S)
  --tool PROGRAM     dxpy-ast (build/dev/bin/dxpy-ast)
  --mode MODE        exec, eval, single or func_type;  --type-comments as well
  --feature-version N
  --text             programs are given as str and not as bytes
  --option=OPTION    one more option for dxpy-ast;  --jobs N;  --show N mismatches
"""
import argparse
import ast
import concurrent.futures
import itertools
import subprocess
import sys
import sysconfig
import tempfile
import warnings

import ast_corpus


def expected(path, args):
    """("=", dump) or ("!", error) as dxpy-ast --errors=args prints them; None if Python cannot."""
    with open(path, "rb") as f:
        data = f.read()
    try:
        if args.text:
            data = data.decode()
    except UnicodeDecodeError:
        return None
    try:
        tree = ast.parse(data, mode=args.mode, type_comments=args.type_comments,
                         feature_version=args.feature_version)
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


def results(output, files):
    """(path, (mark, text)) for each result in the output of dxpy-ast --batch."""
    at = 0
    for path in files:
        name_end = output.find(b"\n", at)
        size_end = output.find(b"\n", name_end + 1)
        if name_end < 0 or size_end < 0:
            yield path, None
            return
        size = int(output[name_end + 1:size_end])
        start = size_end + 1
        yield path, (output[at:at + 1].decode(),
                     output[start:start + size].decode("utf-8", "replace"))
        at = start + size + 1


def compare(args, files):
    """The mismatches of some files as (path, expected, actual)."""
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    command = [args.tool, "--batch", "--errors=args", "--mode=" + args.mode] + args.option
    command += ["--type-comments"] * args.type_comments + ["--text"] * args.text
    command.append("--feature-version=%d" % args.feature_version)
    process = subprocess.run(command, input="\n".join(files).encode(), stdout=subprocess.PIPE,
                             timeout=300)
    bad = []
    for path, actual in results(process.stdout, files):
        if actual is None:
            bad.append((path, "a result", "exit status %s" % process.returncode))
            break
        want = expected(path, args)
        if want is not None and want != actual:
            bad.append((path, "%s %s" % want, "%s %s" % actual))
    return bad


def show(path, want, got):
    """The neighbourhood of the first difference of two long lines."""
    differ = (i for i, (a, b) in enumerate(zip(want, got)) if a != b)
    start = max(0, next(differ, min(len(want), len(got))) - 120)
    print("%s:\n  want %s\n  got  %s" % (path, want[start:start + 220], got[start:start + 220]))
    if path.startswith(tempfile.gettempdir()):
        with open(path, "rb") as f:
            print("  program %r" % f.read())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0],
                                     fromfile_prefix_chars="@")
    parser.add_argument("--tool", default="build/dev/bin/dxpy-ast")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--show", type=int, default=10)
    parser.add_argument("--strings", action="store_true")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--mutate", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mode", default="exec")
    parser.add_argument("--type-comments", action="store_true")
    parser.add_argument("--feature-version", type=int, default=-1)
    parser.add_argument("--text", action="store_true")
    parser.add_argument("--option", action="append", default=[])
    parser.add_argument("paths", nargs="*")
    args = parser.parse_args()
    paths = args.paths or [sysconfig.get_path("stdlib")]
    with tempfile.TemporaryDirectory() as folder:
        if args.strings:
            ast_corpus.write_strings(paths, folder)
        elif args.lines:
            ast_corpus.write_lines(paths, folder)
        elif args.mutate:
            ast_corpus.write_mutations(paths, folder, args.mutate, args.seed)
        if args.strings or args.lines or args.mutate:
            paths = [folder]
        files = list(ast_corpus.python_files(paths))
        chunks = [files[i:i + 50] for i in range(0, len(files), 50)]
        with concurrent.futures.ProcessPoolExecutor(args.jobs) as pool:
            bad = list(itertools.chain(*pool.map(compare, itertools.repeat(args), chunks)))
        for row in bad[:args.show]:
            show(*row)
    print("%d programs, %d mismatches" % (len(files), len(bad)))
    return 1 if bad or not files else 0


if __name__ == "__main__":
    sys.exit(main())
