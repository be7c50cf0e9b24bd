# RUN: %dxpyc -g -o %t %s
# RUN: gdb -batch -nx -ex run -ex bt %t 2>&1 | %FileCheck %s
# RUN: %dxpyc -g -O0 -o %t %s
# RUN: gdb -batch -nx -ex run -ex bt %t 2>&1 | %FileCheck %s
# REQUIRES: plain-build
# A debugger shows native functions under their Python names, at Python lines.
import os


def inner(x):
    y = x + 1
    os.abort()  # line 12
    return y


class Outer:
    def method(self, n):
        total = 0
        for i in range(n):
            total += inner(i)  # line 20
        return total


Outer().method(3)
# CHECK: inner () at {{.*}}debug-info.py:12
# CHECK: Outer.method () at {{.*}}debug-info.py:20
