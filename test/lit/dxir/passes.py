# RUN: %dxpyc --emit=dxir --dump-after=build -o %t.final %s 2>&1 | %FileCheck --check-prefix=BUILD %s
# RUN: %dxpyc --emit=dxir --dump-after=all -o %t.final %s 2>&1 | %FileCheck --check-prefix=ALL %s
# RUN: %dxpyc --emit=dxir --disable-pass=specialise %s | %FileCheck --check-prefix=GENERIC %s
# RUN: %dxpyc --emit=dxir --stop-after=build %s | %FileCheck --check-prefix=GENERIC %s
# RUN: %dxpyc --emit=dxir %s | %FileCheck --check-prefix=TYPED %s
# RUN: %python %S/../driver/Inputs/exits.py 2 %dxpyc --stop-after=tea %s 2>&1 | %FileCheck --check-prefix=UNKNOWN %s
# RUN: %dxpyc --disable-pass=specialise --disable-pass=callees -o %t %s && %t | %FileCheck --check-prefix=RESULT %s
# What runs over DXIR, and what it looks like in between.
def scale(n):
    total = 0.5
    while n > 0.0:
        total = total * 2.0
        n -= 1.0
    return total


print(scale(3.0))
# BUILD: ; after build
# BUILD-NEXT: func @
# BUILD-NOT: ; after specialise
# ALL: ; after build
# ALL: ; after predict
# ALL: ; after specialise
# ALL: ; after callees
# GENERIC-NOT: f64.mul
# GENERIC: generic.BinaryMul
# TYPED: f64.mul
# UNKNOWN: dxpyc: error: there is no pass 'tea'; the passes are build, predict, specialise, callees, in-place, lend
# RESULT: 4.0
