# RUN: %dxpyc --emit=dxir %s | %FileCheck %s
# Values of a loop that start as floats and ints stay in machine registers.
def f(n):
    x = 0.0
    k = 0
    while k < n:
        x = x * x + 0.5
        k += 1
    return x

# CHECK-LABEL: func @f
# CHECK: ^{{[0-9]+}}([[X:%[0-9]+]]: f64, [[K:%[0-9]+]]: i64) @{{[0-9]+}} loop:
# CHECK: [[P:%[0-9]+]]: f64 = f64.mul [[X]], [[X]]
# CHECK: f64.add [[P]]
# CHECK: i64.add [[K]]
# CHECK-NOT: generic
# CHECK: box.f64
# CHECK-NEXT: ret
