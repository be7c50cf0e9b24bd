# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

def g(xs):
    x = yield 1
    yield from xs
# CHECK: code "g"
# CHECK: flags 0x23
# CHECK: local r0 "xs" plain owned
# CHECK: LoadConst t0, k{{.*}}
# CHECK-NEXT: Yield t0, t0, r0
# CHECK-NEXT: Move r1, t0
# CHECK: GetYieldFromIter t0, r0
# CHECK-NEXT: LoadConst t1, k{{.*}}
# CHECK-NEXT: [[SEND:[0-9]+]] Send t1, t0, [[END:[0-9]+]]
# CHECK-NEXT: Yield t1, t1, t0 x=1
# CHECK-NEXT: Jump [[SEND]]
# CHECK-NEXT: [[END]] Move t0, t1
# CHECK-NEXT: Drop t0

async def a(x):
    async with x as y:
        return await y
# CHECK: code "a"
# CHECK: flags 0x83
# CHECK: AsyncWithEnter t0, r0
# CHECK-NEXT: GetAwaitable t1, t1 x=1
# CHECK: GetAwaitable t{{[0-9]+}}, t{{[0-9]+}} x=2
