# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

def f(x):
    match x:
        case [1, y, *_] if y:
            return y
        case {"k": (str() | int()) as v}:
            return v
        case _:
            return x
# CHECK: code "f"
# CHECK: 0 Move t0, r0
# CHECK-NEXT: 1 MatchSequence t1, t0
# CHECK: JumpIfFalse t1, [[NEXT:[0-9]+]]
# CHECK: GetLen t1, t0
# CHECK: CompareGe t1, t1, t2
# CHECK: LoadSubscr t1, t1, t2
# CHECK: CompareEq t1, t1, t2
# CHECK: [[NEXT]] MatchMapping t1, t0
# CHECK: MatchKeys t2, t0, t1
# CHECK: MatchClass
# CHECK: Return r0
