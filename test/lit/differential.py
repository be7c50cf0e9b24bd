"""The lit format of the differential programs under test/lit/run.

Each program runs under CPython once and, compiled by dxpyc, once a row (a set
of options); stdout, exit code and stderr must be the same bytes. A program that
does not compile must make dxpyc print what CPython prints. CPython's results
are kept in the build folder, by the content of the program and what is beside
it in Inputs/. A folder with a main.py is one program; the modules that it imports
lie beside it.

Directives are comments in the first lines of a program:
  # args: one two          arguments, split as a shell does
  # stdin: text\\n          standard input (Python escapes)
  # exit: 3                the exit code that CPython must give (a check of the program itself)
  # path: Inputs/pkg       where imported modules are found besides the program's folder
  # env: NAME=value        environment, more than one allowed
  # options: --data x      further options of dxpyc
  # rows: interpret, O2    only these rows; say why in the program
  # stderr: ignore         stderr is not compared; say why in the program
  # requires: feature      unsupported without that lit feature
"""
import ast
import hashlib
import json
import os
import re
import resource
import shlex
import subprocess
import tempfile
import zlib

import lit.Test
import lit.formats

DIRECTIVE = re.compile(r"#\s*(args|stdin|exit|path|env|options|rows|stderr|requires):\s*(.*?)\s*$")
DXPYC_WARNING = re.compile(rb"^dxpyc: warning: .*\n", re.M)
MAIN = "main.py"
GAPS = "test/lit/run/gaps.txt"
COMPILE_SECONDS = 60
RUN_SECONDS = 60
MEMORY_BYTES = 4 << 30


class Row:
    """One way to compile and run every program."""

    def __init__(self, name, options=(), environment=(), share=1, like=None):
        self.name = name
        self.like = like or name  # the row that the list of gaps speaks of
        self.options = list(options)
        self.environment = dict(environment)
        self.share = share  # runs one program in `share`, chosen by the hash of its name

    def takes(self, index, name):
        return self.share == 1 or zlib.crc32(name.encode()) % self.share == index % self.share


class Result:
    def __init__(self, code, stdout, stderr):
        self.code, self.stdout, self.stderr = code, stdout, stderr

    def to_json(self):
        return [self.code, self.stdout.decode("latin-1"), self.stderr.decode("latin-1")]

    @classmethod
    def from_json(cls, fields):
        return cls(fields[0], fields[1].encode("latin-1"), fields[2].encode("latin-1"))


def limit_memory():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def run(command, stdin=b"", cwd=None, environment=None, seconds=RUN_SECONDS, limited=True):
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, timeout=seconds,
                              preexec_fn=limit_memory if limited else None)
    except subprocess.TimeoutExpired as error:
        return Result("timeout", error.stdout or b"", error.stderr or b"")
    return Result(done.returncode, done.stdout, done.stderr)


class Program:
    """A differential program and its directives."""

    def __init__(self, path):
        self.path = path
        self.args, self.paths, self.options, self.environment = [], [], [], {}
        self.stdin, self.exit, self.rows, self.compare_stderr, self.requires = b"", None, None, True, []
        with open(path, "rb") as file:
            self.content = file.read()
        for line in self.content.decode("latin-1").splitlines()[:20]:
            if not line.startswith("#"):
                break
            match = DIRECTIVE.match(line)
            if match:
                self.directive(*match.groups())

    def directive(self, name, value):
        if name == "args":
            self.args = shlex.split(value)
        elif name == "stdin":
            self.stdin = ast.literal_eval('"' + value.replace('"', '\\"') + '"').encode()
        elif name == "exit":
            self.exit = int(value)
        elif name == "path":
            self.paths.append(os.path.join(os.path.dirname(self.path), value))
        elif name == "env":
            self.environment.update([value.split("=", 1)])
        elif name == "options":
            self.options += shlex.split(value)
        elif name == "rows":
            self.rows = {row.strip() for row in value.split(",")}
        elif name == "stderr":
            self.compare_stderr = value != "ignore"
        elif name == "requires":
            self.requires += value.split()

    def digest(self, python):
        """Of everything that CPython's output depends on."""
        hasher = hashlib.sha256(repr((python, self.path, self.content)).encode())
        beside = os.path.dirname(self.path)
        if os.path.basename(self.path) != MAIN:
            beside = os.path.join(beside, "Inputs")
        for folder, _, names in sorted(os.walk(beside)):
            for name in sorted(names):
                if not name.endswith(".pyc"):
                    with open(os.path.join(folder, name), "rb") as file:
                        hasher.update(repr((folder, name, file.read())).encode())
        return hasher.hexdigest()


def read_gaps(path):
    """Programs that are known to differ, by the name in their row of the list: the rows in which they do."""
    folder, gaps = os.path.dirname(path), {}
    with open(path) as file:
        for line in file:
            name, colon, rows = line.partition("#")[0].partition(":")
            if colon:
                if not os.path.exists(os.path.join(folder, name.strip())):
                    raise ValueError(f"{path}: there is no program {name.strip()}")
                gaps[name.strip()] = set(rows.split())
    return gaps


class Differential(lit.formats.FileBasedTest):
    def __init__(self, dxpyc, python, rows, sanitized, gaps):
        self.dxpyc, self.python, self.rows, self.sanitized = dxpyc, python, rows, sanitized
        self.gaps = gaps

    def getTestsForPath(self, suite, path, lit_config, config):
        """A folder with a main.py is one test; what lies in it are that program's modules."""
        for depth in range(1, len(path)):
            if os.path.exists(os.path.join(suite.getSourcePath(path[:depth]), MAIN)):
                if path != path[:depth] + (MAIN,):
                    return
                break
        yield from super().getTestsForPath(suite, path, lit_config, config)

    def execute(self, test, lit_config):
        program = Program(test.getSourcePath())
        missing = [name for name in program.requires if name not in test.config.available_features]
        rows = [row for index, row in enumerate(self.rows) if row.takes(index, test.getFullName())
                and (program.rows is None or row.name in program.rows)]
        if missing or not rows or not os.path.exists(self.dxpyc):
            return lit.Test.UNSUPPORTED, ""
        base = test.getExecPath()[:-len(".py")]
        os.makedirs(os.path.dirname(base), exist_ok=True)
        try:
            return self.compare(program, rows, base, self.gaps.get("/".join(test.path_in_suite[1:]), set()))
        except OSError as error:
            return lit.Test.UNRESOLVED, str(error)

    def compare(self, program, rows, base, gaps):
        expected = self.expected(program, base)
        if expected.code == "timeout" or program.exit not in (None, expected.code):
            return lit.Test.FAIL, f"CPython itself gave {expected.code}\n" + expected.stderr.decode(errors="replace")
        failures, known = [], []
        for row in rows:
            actual, commands = self.actual(program, row, base)
            difference = self.difference(program, expected, actual)
            if difference:
                (known if row.like in gaps else failures).append(f"--- {row.name}: {difference}\n    " + "\n    ".join(commands))
        if failures:
            return lit.Test.FAIL, "\n".join(failures)
        if known:
            return lit.Test.XFAIL, "\n".join(known)
        if gaps and gaps <= {row.name for row in rows}:
            return lit.Test.FAIL, f"It passes in all of {', '.join(sorted(gaps))}: delete its line in {GAPS}"
        return lit.Test.PASS, ""

    def environment(self, program, extra):
        environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "TERM": "dumb"}
        if self.sanitized:  # a child of a fork may start threads
            environment["TSAN_OPTIONS"] = "die_after_fork=0"
        environment.update(extra)
        environment.update(program.environment)
        return environment

    def expected(self, program, base):
        kept = base + ".cpython.json"
        digest = program.digest(self.python)
        if os.path.exists(kept):
            with open(kept) as file:
                fields = json.load(file)
            if fields[0] == digest:
                return Result.from_json(fields[1])
        environment = self.environment(program, {"PYTHONPATH": os.pathsep.join(program.paths),
                                                 "PYTHONDONTWRITEBYTECODE": "1"})
        with tempfile.TemporaryDirectory(prefix="dxpy-") as folder:
            result = run([self.python, program.path, *program.args], program.stdin, folder, environment)
        with open(kept, "w") as file:
            json.dump([digest, result.to_json()], file)
        return result

    def actual(self, program, row, base):
        executable = f"{base}.{row.name}.exe"
        compile_command = [self.dxpyc, program.path, "-o", executable, *row.options, *program.options]
        for path in program.paths:
            compile_command += ["-I", path]
        environment = self.environment(program, {**row.environment, "ASAN_OPTIONS": "detect_leaks=0"})
        compiled = run(compile_command, environment=environment, seconds=COMPILE_SECONDS, limited=not self.sanitized)
        commands = [shlex.join(compile_command)]
        if compiled.code != 0:
            return compiled, commands
        environment = self.environment(program, row.environment)
        with tempfile.TemporaryDirectory(prefix="dxpy-") as folder:
            result = run([executable, *program.args], program.stdin, folder, environment, limited=not self.sanitized)
        # CPython prints a file's warnings when it compiles it, before it runs; it has none of dxpyc's own.
        result.stderr = DXPYC_WARNING.sub(b"", compiled.stderr) + result.stderr
        commands.append(shlex.join([f"{name}={value}" for name, value in row.environment.items()] +
                                   [executable, *program.args]))
        if self.difference(program, self.expected(program, base), result) is None:
            os.remove(executable)
        return result, commands

    def difference(self, program, expected, actual):
        """What differs, for a person; None if nothing does."""
        texts = []
        if actual.code != expected.code:
            texts.append(f"exit code {actual.code}, CPython's is {expected.code}")
        pairs = [("stdout", expected.stdout, actual.stdout)]
        if program.compare_stderr:
            pairs.append(("stderr", expected.stderr, actual.stderr))
        for name, want, got in pairs:
            if want != got:
                texts.append(f"{name} differs\n" + first_difference(want, got))
        if actual.code != expected.code and actual.stderr == expected.stderr[:len(actual.stderr)] and actual.stderr:
            texts.append("stderr: " + actual.stderr.decode(errors="replace"))
        return "\n".join(texts) or None


def first_difference(want, got):
    """The first lines that differ, with two lines before them."""
    want, got = (text.decode(errors="backslashreplace").splitlines() for text in (want, got))
    line = next((i for i, pair in enumerate(zip(want, got)) if pair[0] != pair[1]), min(len(want), len(got)))
    shown = [f"      {text}" for text in want[max(0, line - 2):line]]
    shown += [f"    - {text}" for text in want[line:line + 6]] or ["    - (end)"]
    shown += [f"    + {text}" for text in got[line:line + 12]] or ["    + (end)"]
    return f"    line {line + 1}, - is CPython:\n" + "\n".join(shown)
