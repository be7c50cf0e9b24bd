#!/usr/bin/env python3
"""Checks that every #include goes to a lower layer or stays in its folder.

The order is that of docs/architecture.md. Run from anywhere; prints each edge
that goes up or sideways as file:line and exits with 1 if there is one.
"""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Lowest first; a folder sees itself and what stands before it.
RUNTIME = ["abi", "dpb", "platform", "bigint", "text", "simd", "inline", "memory", "objects", "builtins",
           "interpreter", "modules", "frontend", "start"]
# Come later; each names what it may see besides the folders up to `modules`.
RUNTIME_LATER = {"cache", "parallel", "reactor", "ipc", "ffi", "debug"}
COMPILER = ["base", "syntax", "scope", "bytecode", "dxir", "analysis", "passes", "codegen", "link", "jit",
            "bindgen", "driver"]
SHARED_FRONT_END = {"base", "syntax", "scope", "bytecode"}
ADT_ONLY = {"dxir", "analysis", "passes"}
BOTH_HALVES = {"abi", "dpb"}

# Headers that code inside users' executables may not use: they bring C stdio, locales or global constructors.
HEAVY = {"iostream", "ostream", "istream", "sstream", "fstream", "iomanip", "cstdio", "stdio.h", "locale",
         "clocale", "locale.h", "regex", "stdexcept", "format", "print", "filesystem"}
# Self-contained members of libLLVMSupport that are put into the runtime archive.
LLVM_ALLOWED = {("runtime-support", "platform"): {"llvm-c/blake3.h"}}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SOURCES = (".h", ".cpp", ".c", ".def", ".inc")


def layer_of(path):
    """The folder that a path belongs to: ('compiler', 'syntax'), ('stdlib', ''), or None for others."""
    parts = path.split("/")
    if parts[:2] == ["runtime-support", "third-party"]:
        return None  # how others' sources are built
    if parts[0] in ("compiler", "runtime-support") and len(parts) > 2:
        return parts[0], parts[1]
    if parts[0] == "stdlib":
        return "stdlib", ""
    return None


def runs_in_executables(layer):
    half, folder = layer
    return half in ("runtime-support", "stdlib") or folder in SHARED_FRONT_END


def may_include(source, target):
    """Why `source` may not include `target` (both layers), or None if it may."""
    half, folder = source
    target_half, target_folder = target
    if source == target:
        return None
    if half == "compiler" and target_half == "compiler":
        if COMPILER.index(target_folder) < COMPILER.index(folder):
            return None
        return f"compiler/{target_folder} is not below compiler/{folder}"
    if half == "compiler":
        if target_half == "runtime-support" and target_folder in BOTH_HALVES:
            return None
        return "the compiler sees only runtime-support/abi and runtime-support/dpb of the runtime"
    if target_half == "compiler":
        if half == "runtime-support" and folder == "frontend" and target_folder in SHARED_FRONT_END:
            return None
        return "only runtime-support/frontend may include the shared front end"
    if half == "stdlib":
        if target_folder in RUNTIME_LATER or (target_folder in RUNTIME and target_folder not in ("frontend", "start")):
            return None
        return f"stdlib does not see runtime-support/{target_folder}"
    if target_half == "stdlib":
        return "the runtime does not see stdlib"
    if folder in RUNTIME_LATER:
        if target_folder in RUNTIME and RUNTIME.index(target_folder) <= RUNTIME.index("modules"):
            return None
        return f"runtime-support/{folder} does not see runtime-support/{target_folder}"
    if target_folder in RUNTIME_LATER:
        return None if folder == "start" else f"runtime-support/{target_folder} is above runtime-support/{folder}"
    if RUNTIME.index(target_folder) < RUNTIME.index(folder):
        return None
    return f"runtime-support/{target_folder} is not below runtime-support/{folder}"


def check_system(source, name):
    """Why a file of `source` may not include the outside header `name`, or None."""
    half, folder = source
    outside = name.split("/")[0]
    if runs_in_executables(source):
        if outside in ("llvm", "llvm-c", "lld", "clang") and name not in LLVM_ALLOWED.get(source, ()):
            return "this folder is linked into executables and uses no LLVM"
        if name in HEAVY:
            return f"<{name}> may not be used in code that is linked into executables"
    elif folder in ADT_ONLY and outside in ("llvm", "llvm-c"):
        if not name.startswith(("llvm/ADT/", "llvm/Support/")):
            return f"compiler/{folder} uses llvm/ADT and llvm/Support only"
    if outside in ("lld",) and folder != "link":
        return "only compiler/link uses lld"
    return None


def unknown(layer):
    half, folder = layer
    if half == "compiler":
        return folder not in COMPILER
    if half == "runtime-support":
        return folder not in RUNTIME and folder not in RUNTIME_LATER
    return False


def check_file(path):
    """Yields (line number, reason) for each wrong include of a file (path from the root)."""
    source = layer_of(path)
    if source is None:
        return
    if unknown(source):
        yield 1, f"{'/'.join(source)} is not a folder of the architecture"
        return
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            match = INCLUDE.match(line)
            if not match:
                continue
            quote, name = match.groups()
            local = os.path.normpath(os.path.join(os.path.dirname(path), name))
            if quote == '"' and not os.path.exists(os.path.join(ROOT, name)) and \
                    os.path.exists(os.path.join(ROOT, local)):
                yield number, f'write the path from the root: "{local}"'
                continue
            target = layer_of(name)
            if target is None:
                reason = check_system(source, name)
            elif unknown(target):
                reason = f"{'/'.join(target)} is not a folder of the architecture"
            else:
                reason = may_include(source, target)
            if reason:
                yield number, reason


def main():
    wrong = 0
    for top in ("compiler", "runtime-support", "stdlib"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                if name.endswith(SOURCES):
                    path = os.path.relpath(os.path.join(folder, name), ROOT)
                    for number, reason in check_file(path):
                        print(f"{path}:{number}: {reason}")
                        wrong += 1
    if wrong:
        print(f"check_layering: {wrong} wrong include{'s' if wrong > 1 else ''}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
