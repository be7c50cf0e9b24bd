"""The same of dxpyc, which reads DPMs to embed them, at a hundred places: one message and exit code 1."""
import os
import subprocess
import sys

compiler, source, folder = sys.argv[1:]
with open(source, "rb") as file:
    good = file.read()
path = os.path.join(folder, "damaged.dpm")
step = len(good) // 50 + 1
contents = [good[:at] + bytes([good[at] ^ 0x41]) + good[at + 1:] for at in range(0, len(good), step)]
contents += [good[:size] for size in range(0, len(good), step)]
for content in contents:
    with open(path, "wb") as file:
        file.write(content)
    run = subprocess.run([compiler, path, "-o", os.path.join(folder, "damaged")], capture_output=True, text=True)
    start = f"dxpyc: error: cannot load '{path}': "
    if run.returncode != 1 or run.stdout or not run.stderr.startswith(start) or run.stderr.count("\n") != 1:
        sys.exit(f"exit code {run.returncode}, {run.stdout}{run.stderr}")
    if os.path.exists(os.path.join(folder, "damaged")):
        sys.exit("there is an output")
