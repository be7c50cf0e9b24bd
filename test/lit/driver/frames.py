# RUN: %dxpyc -o %t %s && %t | %FileCheck --check-prefix=FULL %s
# RUN: %dxpyc --frames=full -o %t %s && %t | %FileCheck --check-prefix=FULL %s
# RUN: %dxpyc --frames=lean -o %t %s && %t | %FileCheck --check-prefix=LEAN %s
# RUN: %python %S/Inputs/exits.py 2 %dxpyc --frames=thin %s 2>&1 | %FileCheck --check-prefix=THIN %s
# REQUIRES: plain-build
# Programs that look at the variables of their callers find them.
import sys


def look():
    return sorted(sys._getframe(1).f_locals)


def caller(n):
    total = n + 1
    return look() + [total]


print(caller(3))
# FULL: ['n', 'total', 4]
# LEAN: [4]
# THIN: dxpyc: error: --frames= takes full or lean, not 'thin'
