# $PYTHONBREAKPOINT names what breakpoint() calls.
# stderr: ignore the line numbers of the warnings are those of the caller
import os
import sys
import warnings

os.environ["PYTHONBREAKPOINT"] = "0"
print(breakpoint(1, 2))
os.environ["PYTHONBREAKPOINT"] = "int"
print(breakpoint("7"))
os.environ["PYTHONBREAKPOINT"] = "os.path.join"
print(breakpoint("a", "b"))
for path in ".", "..", ".foo", "foo.", ".int", "int.", "/./", "nosuchbuiltin", "nosuchmodule.nosuchcallable":
    os.environ["PYTHONBREAKPOINT"] = path
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        print(breakpoint())
        print([(warning.category.__name__, str(warning.message)) for warning in seen])
