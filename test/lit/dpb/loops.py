# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

# Loops test at the bottom.
def for_loop(xs):
    for x in xs:
        if x:
            break
    else:
        return 1
# CHECK: code "for_loop"
# CHECK: 0 GetIter t0, r0
# CHECK-NEXT: 1 Jump 5
# CHECK-NEXT: 2 JumpIfFalse r1, 5
# CHECK-NEXT: 3 Drop t0
# CHECK-NEXT: 4 Jump 8
# CHECK-NEXT: 5 ForIter r1, t0, 2
# CHECK-NEXT: 6 LoadConst t0, k{{.*}}
# CHECK-NEXT: 7 Return t0

def while_loop(n):
    while n:
        n -= 1
# CHECK: code "while_loop"
# CHECK: flags 0x3 traits 0x10
# CHECK: 0 JumpIfFalse r0, 4
# CHECK-NEXT: 1 LoadConst t0, k{{.*}}
# CHECK-NEXT: 2 InplaceSub r0, r0, t0
# CHECK-NEXT: 3 JumpIfTrue r0, 1

def forever():
    while True:
        pass
# CHECK: code "forever"
# CHECK: 0 Jump 0
# CHECK-NEXT: end
