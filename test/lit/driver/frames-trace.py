# RUN: %dxpyc -o %t %s && %t | %FileCheck --check-prefix=FULL %s
# RUN: %dxpyc --frames=lean -o %t %s && %t | %FileCheck --check-prefix=LEAN %s
# REQUIRES: plain-build
# Programs that set trace functions run in the interpreter, unless told not to.
import sys

lines = []


def trace(frame, event, argument):
    lines.append(event)
    return trace


def traced(n):
    n += 1
    return n


sys.settrace(trace)
traced(1)
sys.settrace(None)
print(lines)
# FULL: ['call', 'line', 'line', 'return']
# LEAN: []
