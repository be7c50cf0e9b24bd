# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

def f(g, x):
    g(x, 1, k=x)
    return x.method(*x, **g)
# CHECK: code "f"
# CHECK: Move t3, r0
# CHECK: Move t5, r1
# CHECK: LoadConst t6, k{{.*}}
# CHECK: Move t7, r1
# CHECK: LoadConst t8, k{{.*}}
# CHECK: CallKw t0, t0, 3 x=1
# CHECK: LoadAttr t3, r1, n0
# CHECK: Move t5, r1
# CHECK: BuildDict t6, t6, 0
# CHECK: DictMerge r0, t6, t3
# CHECK: CallEx t0, t0 x=4

def methods(x, y):
    return x.append(y)
# CHECK: code "methods"
# CHECK: LoadMethod t3, r0, n0 @[[#]]:11-[[#]]:19
# CHECK-NEXT: Move t5, r1
# CHECK-NEXT: Call t0, t0, 1 x=2
# CHECK-NEXT: Return t0

class C:
    def m(self):
        return super().m()
# CHECK: code "m"
# CHECK: local r0 "self" plain
# CHECK-NEXT: local r1 "__class__" free
# CHECK: LoadGlobal t0, n{{.*}}
# CHECK-NEXT: Move t1, r1
# CHECK-NEXT: Move t2, r0
# CHECK-NEXT: LoadSuperMethod t3, t0, n{{.*}} x=1
# CHECK-NEXT: Call t0, t0, 0 x=2
