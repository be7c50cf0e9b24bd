# RUN: dxpy-dpb --emit=dpb %s | %FileCheck %s

def f(g):
    try:
        return g()
    except ValueError as e:
        return e
    finally:
        g(1)
# CHECK: code "f"
# the value is kept while the finally block runs
# CHECK: 1 Call t0, t0, 0
# CHECK: Call t1, t1, 1 x=1
# CHECK: Return t0
# the handler of the except clause
# CHECK: PushExc t0, t1
# CHECK-NEXT: LoadGlobal t2, n0
# CHECK-NEXT: MatchExc t2, t1, t2
# CHECK-NEXT: JumpIfFalse t2, [[NEXT:[0-9]+]]
# CHECK-NEXT: Move r1, t1
# CHECK: PopExc t0
# CHECK: ClearLocal r1
# CHECK: [[NEXT]] Reraise t1, r0
# CHECK-NEXT: PopExc t0
# CHECK-NEXT: Reraise t1, t2 x=1
# CHECK: handler 0-2 -> {{[0-9]+}} exception t1 depth t0
# CHECK: exception t1 depth t1 lasti

def w(m):
    with m as x:
        x()
# CHECK: code "w"
# CHECK: 0 WithEnter t0, r0
# CHECK-NEXT: 1 Move r1, t1
# CHECK: WithExit t1, t0, r0 x=1
# CHECK: PushExc t1, t2
# CHECK-NEXT: WithExit t4, t0, t2
# CHECK-NEXT: JumpIfTrue t4, [[#]]
# CHECK-NEXT: Reraise t2, t3 x=1
# CHECK: handler 1-{{[0-9]+}} -> {{[0-9]+}} exception t2 depth t1 lasti
