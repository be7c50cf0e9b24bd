# RUN: %dxpyc --testing --emit=llvm %s | %FileCheck --check-prefix=TESTING %s
# RUN: %dxpyc --emit=llvm %s | %FileCheck --check-prefix=SHIPPED %s
# Guards of programs built with --testing ask whether they shall fail; others know nothing of it.
# TESTING: @dx.tested.
# TESTING: dxTestExit
# SHIPPED-NOT: dx.tested
# SHIPPED-NOT: dxTestExit
def f(n):
    total = 0
    while n > 0:
        total += n
        n -= 1
    return total


print(f(10))
