# What every lit test sees: file kinds, substitutions, features.
import os
import subprocess

import lit.formats
import lit.util

config.name = "dxpy"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".py", ".test", ".dxir"]
config.excludes = ["Inputs", "CMakeLists.txt", "lit.cfg.py", "differential.py", "lit.local.cfg"]
config.test_source_root = os.path.dirname(__file__)

bin_dir = os.path.join(config.dxpy_build, "bin")
config.environment["PATH"] = os.pathsep.join([bin_dir, config.dxpy_llvm_tools, os.environ["PATH"]])
config.environment["PYTHONHASHSEED"] = "0"
# Compiled programs say what leaks; the compiler itself may leave what the system frees at its exit.
config.environment["ASAN_OPTIONS"] = "detect_leaks=0"

config.substitutions += [
    ("%dxpyc", os.path.join(bin_dir, "dxpyc")),
    ("%dxpy", os.path.join(bin_dir, "dxpy")),
    ("%python", config.dxpy_python),
    ("%build", config.dxpy_build),
    ("%source", config.dxpy_source),
    ("%FileCheck", os.path.join(config.dxpy_llvm_tools, "FileCheck")),
]

for stage in ("dxpyc", "dxpy"):
    if lit.util.which(stage, bin_dir):
        config.available_features.add(stage)
if subprocess.run(["unshare", "--map-root-user", "--mount", "true"], stderr=subprocess.DEVNULL).returncode == 0:
    config.available_features.add("unshare")
if not config.dxpy_sanitize:
    config.available_features.add("plain-build")
