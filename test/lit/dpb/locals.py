# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

# Locals are operands; CheckBound stands only where the local may be unbound.
def bound(a, b):
    c = a + b
    return c * c
# CHECK: code "bound"
# CHECK: 0 BinaryAdd r2, r0, r1
# CHECK-NEXT: 1 BinaryMul t0, r2, r2
# CHECK-NEXT: 2 Return t0

def maybe(a):
    if a:
        b = 1
    return b
# CHECK: code "maybe"
# CHECK: CheckBound r1
# CHECK-NEXT: Return r1

def deleted(a):
    del a
    return a
# CHECK: code "deleted"
# CHECK: local r0 "a" plain owned
# CHECK: DeleteLocal r0
# CHECK-NEXT: CheckBound r0
# CHECK-NEXT: Return r0

# What := may rebind is copied first.
def walrus(x):
    return x + (x := 2)
# CHECK: code "walrus"
# CHECK: 0 Move t0, r0
# CHECK: LoadConst r0, k{{.*}}
# CHECK: BinaryAdd t0, t0, r0

def cells(a):
    def inner():
        return a
    return inner
# CHECK: code "cells"
# CHECK: local r0 "a" plain cell owned
# CHECK: 0 MakeCell r0
# CHECK-NEXT: 1 Move t0, r0
# CHECK-NEXT: 2 BuildTuple t0, t0, 1
# CHECK-NEXT: 3 MakeFunction r1, k{{.*}}, t0 x=8
