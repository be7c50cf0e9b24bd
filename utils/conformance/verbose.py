"""Reads what unittest prints with -v: the result of each test case and why it was not "ok"."""
import re

HEADER = re.compile(
    r"^(?P<sub>  )?(?P<name>[^\s(]+) \((?P<where>[\w.<>]+)\)(?P<parameters>(?: \[.*\])?(?: \(.*\))?)(?P<doc>\n.*)? \.\.\. ",
    re.M)
STATUS = re.compile(r"(ok|FAIL|ERROR|expected failure|unexpected success|skipped (?:'.*'|\".*\"))$", re.M)
# A title of the list of failures behind the results.
TITLE = re.compile(r"^={70}\n(FAIL|ERROR): ([^\s(]+) \(([\w.<>]+)\).*$", re.M)
PASSES = {"ok", "expected failure"}


class Results:
    """Of one run: `cases` has the status of each case by name, `unfinished` is the case that was running at the end."""

    def __init__(self, module):
        self.module, self.cases, self.reasons, self.unfinished = module, {}, {}, None

    def name(self, name, where):
        """test_int.IntTestCases.test_basic of test_basic (test.test_int.IntTestCases.test_basic)."""
        parts = where.split(".")
        if parts[-1] != name:
            parts.append(name)
        if parts[:2] == ["test", self.module]:
            return ".".join(parts[1:])
        return ".".join([self.module, *parts])

    def add(self, case, status, is_subtest):
        """A case has passed if it was "ok" and no part of it failed."""
        old = self.cases.get(case)
        if old in ("FAIL", "ERROR", "unexpected success"):
            return
        if status.startswith("skipped"):
            if is_subtest or old is not None:
                return
            self.reasons[case] = status[len("skipped "):]
            status = "skipped"
        self.cases[case] = status


def read(module, text):
    results = Results(module)
    text = text.replace("\r\n", "\n")
    headers = list(HEADER.finditer(text))
    # Children of the tests may have printed such lists as well: ours is behind the last result.
    start = re.compile(r"^={70}$|^-{70}\nRan \d+ test", re.M).search(text, headers[-1].end() if headers else 0)
    progress = text[:start.start()] if start else text
    for header, following in zip(headers, headers[1:] + [None]):
        body = progress[header.end():following.start() if following else len(progress)]
        case = results.name(header["name"], header["where"])
        status = None
        for status in STATUS.finditer(body):
            pass
        if status:
            results.add(case, status[1], header["sub"])
        elif following is None and not start:
            results.unfinished = case
        # else: a part of the case failed, which was said on lines of its own
    read_failures(results, text[start.start():] if start else "")
    return results


def read_failures(results, text):
    titles = list(TITLE.finditer(text))
    for title, following in zip(titles, titles[1:] + [None]):
        case = results.name(title[2], title[3])
        results.cases[case] = title[1]
        results.reasons.setdefault(case, last_error(text[title.end():following.start() if following else len(text)]))


def last_error(traceback):
    """The line that names the exception: the first that is not indented below the last frame."""
    lines = traceback.splitlines()
    frames = [number for number, line in enumerate(lines) if line.startswith('  File "')]
    for line in lines[frames[-1] + 1 if frames else 0:]:
        if line and not line.startswith(" ") and not line.startswith("-" * 70):
            return line[:200]
    return ""
