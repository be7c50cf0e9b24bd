"""Stands in for pyperf when utils/bench runs a pyperformance program as a whole
process: calls each benchmark for a fixed number of loops, the program's first
argument, and prints nothing. Options that a program declares have their defaults.
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


class Runner:
    def __init__(self, **keywords):
        self.metadata = {}
        self.argparser = _Parser()
        self.loops = int(sys.argv[1]) if len(sys.argv) > 1 else 1

    def parse_args(self):
        return self.argparser.defaults

    def bench_func(self, name, function, *args, **keywords):
        for _ in range(self.loops):
            function(*args)

    def bench_time_func(self, name, function, *args, **keywords):
        function(self.loops, *args)
