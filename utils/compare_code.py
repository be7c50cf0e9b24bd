#!/usr/bin/env python3
"""Compares the code objects that dxpy-dpb makes with those of the CPython that runs this.

usage: compare_code.py DXPY_DPB [--positions] [FILE or FOLDER ...]

For every file: the tree of code objects, names, flags, first lines, parameters,
locals, cells, free variables, docstrings, and, with --positions, where the
instructions of each kind that can raise stand. Without files: the library of
this CPython with its test suite. Exits with 1 if something differs.
"""
import collections
import dis
import os
import re
import subprocess
import sys
import types
import warnings

KINDS = {
    "CALL": "call", "CALL_FUNCTION_EX": "call", "BINARY_SUBSCR": "getitem", "STORE_SUBSCR": "setitem",
    "DELETE_SUBSCR": "delitem", "LOAD_ATTR": "getattr", "LOAD_METHOD": "getattr", "STORE_ATTR": "setattr",
    "DELETE_ATTR": "delattr", "BINARY_OP": "binary", "COMPARE_OP": "compare", "CONTAINS_OP": "compare",
    "GET_ITER": "iter", "UNPACK_SEQUENCE": "unpack", "UNPACK_EX": "unpack", "RAISE_VARARGS": "raise",
    "IMPORT_NAME": "import", "IMPORT_FROM": "importfrom", "YIELD_VALUE": "yield", "LOAD_GLOBAL": "global",
    "LOAD_NAME": "name", "UNARY_NEGATIVE": "unary", "UNARY_INVERT": "unary", "UNARY_POSITIVE": "unary",
    "UNARY_NOT": "not", "FORMAT_VALUE": "format", "GET_AWAITABLE": "await", "BEFORE_WITH": "with",
    "BEFORE_ASYNC_WITH": "with",
}
OUR_KINDS = {
    "Call": "call", "CallKw": "call", "CallEx": "call", "LoadSubscr": "getitem", "StoreSubscr": "setitem",
    "DeleteSubscr": "delitem", "LoadAttr": "getattr", "LoadMethod": "getattr", "StoreAttr": "setattr",
    "DeleteAttr": "delattr", "In": "compare", "NotIn": "compare", "GetIter": "iter", "Unpack": "unpack",
    "UnpackEx": "unpack", "Raise": "raise", "ImportName": "import", "ImportFrom": "importfrom", "Yield": "yield",
    "LoadGlobal": "global", "LoadName": "name", "Negative": "unary", "Invert": "unary", "Positive": "unary",
    "Not": "not", "FormatValue": "format", "GetAwaitable": "await", "WithEnter": "with", "WithExit": "call", "AsyncWithEnter": "with", "LoadSuperAttr": "super",
    "LoadSuperMethod": "super",
}
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
ESCAPE = re.compile(rb'\\(x[0-9a-f]{2}|.)', re.S)


class Code:
    def __init__(self, name):
        self.name = name
        self.children, self.locals, self.names, self.instructions = [], [], [], []
        self.doc = None


def unquote(text):
    def one(match):
        escape = match.group(1)
        return bytes([int(escape[1:], 16)]) if escape[:1] == b"x" and len(escape) == 3 else \
            b"\n" if escape == b"n" else escape
    return ESCAPE.sub(one, text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")


def strings(line):
    return [unquote(s) for s in STRING.findall(line)]


def parse(text):
    """The tree of code objects in a text form."""
    root, stack, where = None, [], None
    for line in text.split("\n"):
        line = line.strip()
        word = line.split(" ", 1)[0]
        code = stack[-1] if stack else None
        if line.startswith("code ") or (word == "constant" and re.match(r"constant k\d+ code ", line)):
            new = Code(strings(line)[0])
            if code is None:
                root = new
            else:
                code.children.append(new)
            stack.append(new)
        elif word == "end":
            stack.pop()
        elif word == "qualname":
            code.qualname = strings(line)[0]
        elif word == "file":
            code.line = int(line.rsplit(" ", 1)[1])
        elif word == "flags":
            code.flags = int(line.split()[1], 16)
        elif word == "registers":
            parts = line.split()
            code.arguments = (int(parts[3]), int(parts[5]), int(parts[7]))
        elif word == "doc":
            code.doc = strings(line)[0]
        elif word == "local":
            rest = line[STRING.search(line).end():].split()
            code.locals.append((strings(line)[0], rest))
        elif word == "name":
            code.names.append(strings(line)[0])
        elif word.isdigit():
            match = re.search(r" @(\d+):(\?|\d+)-(\d+):(\?|\d+)$", line)
            if match:
                where = match.groups()
            elif word == "0":
                where = None
            name = line.split()[1].removesuffix(".w")
            if name != "WithExit" or " x=1" in line:  # CPython's handler calls __exit__ without a CALL
                code.instructions.append((name, where))
    return root


def positions(code):
    """How many instructions of each kind stand where, in CPython's code."""
    found = collections.Counter()
    for instruction, place in zip((i for i in dis.get_instructions(code, show_caches=True)), code.co_positions()):
        kind = KINDS.get(instruction.opname)
        if kind and place[0] is not None:
            found[kind, place[0], place[2], place[1], place[3]] += 1
    return set(found)


def our_positions(code):
    found = set()
    for name, where in code.instructions:
        kind = OUR_KINDS.get(name)
        if name.startswith(("Binary", "Inplace")):
            kind = "binary"
        elif name.startswith("Compare"):
            kind = "compare"
        if kind and where:
            line, column, end_line, end_column = where
            number = lambda c: None if c == "?" else int(c)
            found.add((kind, int(line), number(column), int(end_line), number(end_column)))
    return found


def compare(path, ours, theirs, options, out):
    def differ(what, a, b):
        out.append(f"{path}: {theirs.co_qualname}: {what}: {a!r}, CPython has {b!r}")
    if ours.name != theirs.co_name:
        return differ("name", ours.name, theirs.co_name)
    if ours.qualname != theirs.co_qualname:
        differ("qualname", ours.qualname, theirs.co_qualname)
    if ours.line != theirs.co_firstlineno:
        differ("first line", ours.line, theirs.co_firstlineno)
    if ours.flags != theirs.co_flags:
        differ("flags", hex(ours.flags), hex(theirs.co_flags))
    arguments = (theirs.co_argcount, theirs.co_posonlyargcount, theirs.co_kwonlyargcount)
    if ours.arguments != arguments:
        differ("arguments", ours.arguments, arguments)
    plain = tuple(n for n, kinds in ours.locals if "plain" in kinds)
    cells = tuple(sorted(n for n, kinds in ours.locals if "cell" in kinds))
    free = tuple(n for n, kinds in ours.locals if "free" in kinds)
    if plain != theirs.co_varnames:
        differ("locals", plain, theirs.co_varnames)
    if cells != tuple(sorted(theirs.co_cellvars)):
        differ("cells", cells, theirs.co_cellvars)
    if free != theirs.co_freevars:
        differ("free", free, theirs.co_freevars)
    if theirs.co_flags & 2 and theirs.co_name[0] != "<":
        doc = theirs.co_consts[0] if theirs.co_consts and isinstance(theirs.co_consts[0], str) else None
        if ours.doc != doc and not (doc and not ours.doc and theirs.co_consts[0] == doc):
            differ("doc", ours.doc, doc)
    unused = set(theirs.co_names) - set(ours.names)
    extra = set(ours.names) - set(theirs.co_names) - set(free) - set(cells)  # LoadClassCell names them
    if extra:
        differ("names", sorted(extra), sorted(unused))
    if "--positions" in options:
        # what constant folding and dead code leave out is no error; what is there must be where CPython has it
        a, b = positions(theirs), our_positions(ours)
        supers = {p[1] for p in b if p[0] == "super"}
        missing = {p for p in a - b if p[0] != "unpack" and not (p[0] in ("call", "getattr") and p[1] in supers)}
        extra = {p for p in b - a if p[0] != "super"}
        for kind in sorted({m[0] for m in missing | extra}):
            a = sorted(map(str, (m[1:] for m in extra if m[0] == kind)))
            b = sorted(map(str, (m[1:] for m in missing if m[0] == kind)))
            differ(f"positions of {kind}", a, b)
    inner = [c for c in theirs.co_consts if isinstance(c, types.CodeType)]
    key = lambda name, line: (name, line)
    a = sorted(set(key(c.name, c.line) for c in ours.children))
    b = sorted(set(key(c.co_name, c.co_firstlineno) for c in inner))
    if a != b:
        return differ("nested code", a, b)
    for name_line in a:
        some = [c for c in ours.children if key(c.name, c.line) == name_line]
        other = [c for c in inner if key(c.co_name, c.co_firstlineno) == name_line]
        if len(some) != len(other):
            continue  # merged or duplicated with a loop's test
        for x, y in zip(some, other):
            compare(path, x, y, options, out)


def main():
    options = [a for a in sys.argv[2:] if a.startswith("--")]
    paths = [a for a in sys.argv[2:] if not a.startswith("--")] or [os.path.dirname(os.__file__)]
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(1000)
    files = []
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in os.walk(path):
                files += [os.path.join(folder, n) for n in names if n.endswith(".py")]
        else:
            files.append(path)
    out, compared = [], 0
    for path in sorted(files):
        with open(path, "rb") as file:
            source = file.read()
        try:
            theirs = compile(source, path, "exec")
        except (SyntaxError, ValueError):
            continue
        except RecursionError:
            continue
        run = subprocess.run([sys.argv[1], "--emit=dpb", path], capture_output=True)
        if run.returncode:
            out.append(f"{path}: {run.stderr.decode(errors='replace').strip()}")
            continue
        text = run.stdout.decode("utf-8", "surrogatepass")
        compare(path, parse(text), theirs, options, out)
        compared += 1
    for line in out:
        print(line.encode("utf-8", "backslashreplace").decode())
    print(f"compare_code: {compared} files compared, {len(out)} differences")
    return 1 if out else 0


if __name__ == "__main__":
    sys.exit(main())
