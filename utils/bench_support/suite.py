"""The pyperformance programs of utils/bench: which, how many loops, and where they come from."""
import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile

SUPPORT = os.path.dirname(os.path.abspath(__file__))
PACKAGE = "pyperformance==1.14.0"

# Loops that make CPython 3.11 run for about a second.
LOOPS = {
    "nbody": 8, "fannkuch": 2, "spectral_norm": 7, "float": 8, "nqueens": 8, "richards": 14, "deltablue": 180,
    "raytrace": 3, "chaos": 10, "go": 5, "hexiom": 100, "meteor_contest": 7, "pidigits": 4,
    "unpack_sequence": 20000, "generators": 20, "scimark": 1, "deepcopy": 1500, "comprehensions": 30000,
    "btree": 1, "coroutines": 30,
}

# Programs of pyperformance's repository that its releases leave out: commit and SHA-256.
UNRELEASED = {
    "btree": ("cd861dc0d562f912934974a1aa268fcf544cac72", "3f1b0c6dff85bd37e6ef80c91a6c93b6519c48f5bf7dfa40da1d00e2e0a518d1"),
}


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return os.path.join(base, "dxpy-bench")


def fetch_release(python):
    """The folder of the released benchmarks; from PyPI when it is not in the cache."""
    folder = os.path.join(cache_folder(), PACKAGE)
    if not os.path.isdir(folder):
        os.makedirs(cache_folder(), exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache_folder()) as work:
            subprocess.run([python, "-m", "pip", "download", "-q", "--no-deps", "-d", work, PACKAGE], check=True)
            (wheel,) = [name for name in os.listdir(work) if name.endswith(".whl")]
            with zipfile.ZipFile(os.path.join(work, wheel)) as archive:
                archive.extractall(os.path.join(work, "x"))
            os.rename(os.path.join(work, "x"), folder)
    return os.path.join(folder, "pyperformance", "data-files", "benchmarks")


def fetch_unreleased(name):
    """The file of a program that is in the repository only; None, with a message, if it cannot be had."""
    commit, digest = UNRELEASED[name]
    path = os.path.join(cache_folder(), name, "run_benchmark.py")
    if not os.path.exists(path):
        url = (f"https://raw.githubusercontent.com/python/pyperformance/{commit}/"
               f"pyperformance/data-files/benchmarks/bm_{name}/run_benchmark.py")
        try:
            with urllib.request.urlopen(url, timeout=20) as reply:
                text = reply.read()
        except (urllib.error.URLError, OSError) as error:
            print(f"bench: {name} left out: {url}: {error}; it can be put at {path}", file=sys.stderr)
            return None
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(text)
    with open(path, "rb") as file:
        if hashlib.sha256(file.read()).hexdigest() != digest:
            sys.exit(f"bench: {path} is not the file of commit {commit}")
    return path


def program_path(name, python):
    if name in UNRELEASED:
        return fetch_unreleased(name)
    return os.path.join(fetch_release(python), "bm_" + name, "run_benchmark.py")
