"""Stands in for pyperf when utils/bench runs a pyperformance program as a whole process.

Each benchmark is called for a fixed number of loops, the program's first argument. What a benchmark
returns is printed, so that runs can be compared. Options that a program declares have their defaults.
"""
import sys
from time import perf_counter


class _Namespace:
    pass


class _Parser:
    def __init__(self):
        self.defaults = _Namespace()

    def add_argument(self, *names, **keywords):
        dest = keywords.get("dest")
        if dest is None:
            long_names = [name for name in names if name.startswith("--")]
            dest = (long_names or list(names))[0].lstrip("-").replace("-", "_")
        value = keywords.get("default")
        if value is None and keywords.get("action") == "store_true":
            value = False
        if isinstance(value, str) and "type" in keywords:
            value = keywords["type"](value)
        setattr(self.defaults, dest, value)


def _comparable(value):
    """Whether the repr of a result is the same in every run."""
    if isinstance(value, (list, tuple)):
        return all(_comparable(item) for item in value)
    return value is None or isinstance(value, (bool, int, float, str))


class Runner:
    def __init__(self, **keywords):
        self.metadata = {}
        self.argparser = _Parser()
        self.loops = int(sys.argv[1]) if len(sys.argv) > 1 else 1

    def parse_args(self):
        return self.argparser.defaults

    def bench_func(self, name, function, *args, **keywords):
        result = None
        for _ in range(self.loops):
            result = function(*args)
        print(name, self.loops, repr(result) if _comparable(result) else "")

    def bench_time_func(self, name, function, *args, **keywords):
        seconds = function(self.loops, *args)
        print(name, self.loops, seconds >= 0)
