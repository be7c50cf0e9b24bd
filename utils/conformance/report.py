"""Writes docs/conformance.md of the results that utils/conformance/run keeps in the build folder."""
import collections
import fnmatch
import os
import re

import verbose

HERE = os.path.dirname(os.path.abspath(__file__))
DOCUMENT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "conformance.md")
MODES = ("interpret", "O2")
HEAD = """# CPython's own tests

Written by `utils/conformance/run --report`; do not edit. The test modules of CPython 3.11 (Debian's
`libpython3.11-testsuite`), unchanged, each compiled into an executable and run. `cases` is what CPython itself passes on
the same machine, without those that skip themselves where `sys.implementation.name` is `dxpy` (`cpython_only`,
`impl_detail`). Nothing else may be skipped: a case that CPython passes and that is skipped here counts as not passing.
`utils/conformance/passing.txt` lists every case that passes; CTest fails when one of a share of them does not.

"""


def wanted(oracle):
    """The cases that should pass: CPython passes them, and not because it is CPython."""
    only = set(oracle["only"])
    return [case for case, status in oracle["cases"].items() if status in verbose.PASSES and case not in only]


def read_reasons():
    """Patterns of case names with the reason why they do not pass."""
    with open(os.path.join(HERE, "reasons.txt")) as file:
        lines = [line.strip() for line in file if line.strip() and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split(":", 1)) for line in lines]


class Module:
    """What a module's kept results say."""

    def __init__(self, suite, name):
        self.name = name
        self.oracle, self.outcomes = suite.keep("cpython", name), {m: suite.keep(m, name) for m in MODES}
        self.wanted, self.only = sorted(wanted(self.oracle)), self.oracle["only"]

    def failing(self, mode):
        outcome = self.outcomes[mode]
        return [case for case in self.wanted if outcome["cases"].get(case) not in verbose.PASSES]

    def column(self, mode):
        """Passing cases and their share, for the table."""
        if not self.outcomes[mode]:
            return " | "
        count = len(self.wanted) - len(self.failing(mode))
        return f"{count} | {percent(count, len(self.wanted))}"


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else ""


def cell(text):
    """Text for a Markdown list: one line of code, without the folders of this machine."""
    text = re.sub(r"(?<![\w.])/(?:[\w.+-]+/)+", "", " ".join(text.split()).replace("`", "'"))
    return f"`{text[:110]}`" if text else "no result"


def table(modules):
    lines = ["| module | cases | CPython only | interpreted | | -O2 | |", "| --- | --: | --: | --: | --: | --: | --: |"]
    for module in modules:
        columns = " | ".join(module.column(mode) for mode in MODES)
        lines.append(f"| {module.name} | {len(module.wanted)} | {len(module.only) or ''} | {columns} |")
    sums = []
    for mode in MODES:
        run = [module for module in modules if module.outcomes[mode]]
        cases = sum(len(module.wanted) for module in run)
        count = cases - sum(len(module.failing(mode)) for module in run)
        sums.append(f"{count} | {percent(count, cases)}")
    cases, only = sum(len(module.wanted) for module in modules), sum(len(module.only) for module in modules)
    lines.append(f"| **all** | {cases} | {only} | {' | '.join(sums)} |")
    return lines


def failures(module, reasons):
    """Lines of a module: each reason with its cases."""
    groups = collections.defaultdict(dict)
    for mode in MODES:
        outcome = module.outcomes[mode]
        for case in module.failing(mode) if outcome else ():
            known = next((text for pattern, text in reasons if fnmatch.fnmatch(case, pattern)), None)
            reason = known or cell(outcome["reasons"].get(case) or outcome["end"] or "")
            groups[reason].setdefault(case, []).append(mode)
    for reason, cases in sorted(groups.items(), key=lambda item: -len(item[1])):
        shown = [case.partition(".")[2] + ("" if len(modes) == len(MODES) else f" ({modes[0]})")
                 for case, modes in list(cases.items())[:4]]
        more = ", ..." if len(cases) > len(shown) else ""
        yield f"- {len(cases)}: {reason}: {', '.join(shown)}{more}"


def write(suite, groups):
    reasons, parts = read_reasons(), [HEAD]
    for group, names in groups.items():
        modules = [Module(suite, name) for name in names if suite.keep("cpython", name)]
        parts.append(f"## {group.capitalize()}\n\n" + "\n".join(table(modules)) + "\n\n")
        for module in modules:
            lines = list(failures(module, reasons))
            if lines:
                parts.append(f"### {module.name}\n\n" + "\n".join(lines) + "\n\n")
    with open(DOCUMENT, "w") as file:
        file.write("".join(parts).rstrip() + "\n")
