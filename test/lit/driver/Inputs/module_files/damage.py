"""Imports a DPM with each byte changed and cut at each place: every one is an ImportError that names the file."""
import importlib
import os
import sys

source, folder = sys.argv[1:]
with open(source, "rb") as file:
    good = file.read()
path = os.path.join(folder, "damaged.dpm")
sys.path.insert(0, folder)
reasons = {}


def attempt(content):
    with open(path, "wb") as file:
        file.write(content)
    importlib.invalidate_caches()
    try:
        importlib.import_module("damaged")
    except ImportError as e:
        if e.name != "damaged" or e.path != path or repr(path) not in str(e) or "damaged" in sys.modules:
            sys.exit(f"wrong error {e!r} of {e.name!r} in {e.path!r}")
        reason = str(e).split(": ", 1)[1].split(" (at byte")[0]
        reasons[reason] = reasons.get(reason, 0) + 1
        return
    sys.exit("a damaged file was loaded")


for at in range(len(good)):
    attempt(good[:at] + bytes([good[at] ^ (1 << at % 8)]) + good[at + 1:])
for size in range(0, len(good), 7):
    attempt(good[:size])
attempt(good + b"\0")
attempt(good + good)
attempt(b"DPB\x01" + good[4:])
attempt(os.urandom(5000))
for reason in sorted(reasons):
    print(reason)
with open(path, "wb") as file:
    file.write(good)
print(importlib.import_module("damaged").ratio(1, 4))
