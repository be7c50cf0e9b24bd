"""Prints the DXIR of every program under some folders after the passes, of a quarter before them as well, reads it back
and compares.

round_trip.py DXPYC SCRATCH_FOLDER FOLDER..."""
import concurrent.futures
import os
import subprocess
import sys
import zlib

compiler, scratch, *folders = sys.argv[1:]


def differs(path):
    """What is wrong with a program's round trip, or None. Nothing is wrong with a program that is an error."""
    quarter = zlib.crc32(os.path.basename(path).encode()) % 4 == 0
    for options in ([], ["--stop-after=build"])[:1 + quarter]:
        printed = subprocess.run([compiler, "--emit=dxir", *options, path], capture_output=True)
        if printed.returncode:
            return None
        text = os.path.join(scratch, path.replace(os.sep, "_") + ".dxir")
        with open(text, "wb") as file:
            file.write(printed.stdout)
        again = subprocess.run([compiler, "--emit=dxir", "--stop-after=build", text], capture_output=True)
        if again.returncode or again.stdout != printed.stdout:
            return f"{text}: {again.stderr.decode() or 'prints something else when it was read'}"
        os.remove(text)
    return None


def main():
    os.makedirs(scratch, exist_ok=True)
    paths = sorted(os.path.join(folder, name) for top in folders for folder, _, names in os.walk(top)
                   for name in names if name.endswith(".py"))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        wrong = [result for result in pool.map(differs, paths) if result]
    print(len(paths), "programs", *wrong, sep="\n")
    return 1 if wrong or len(paths) < 300 else 0


sys.exit(main())
