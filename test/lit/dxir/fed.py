# RUN: %dxpyc --emit=dxir %s | %FileCheck %s
# RUN: %dxpyc -O0 --emit=dxir %s | %FileCheck --check-prefix=GENERIC %s

# A generator expression that a builtin takes at once feeds it: the generator is not made, its code has a form that runs
# to its end. What something else takes keeps its generator.
# CHECK-LABEL: func @f code
# CHECK: [[SUM:%[0-9]+]]: owned any = generic.LoadGlobal "sum"
# CHECK: [[MAKER:%[0-9]+]]: func = local_function code "f.<locals>.<genexpr>" @[[CODE:[0-9]+]]
# CHECK: [[ITERATOR:%[0-9]+]]: owned any = generic.GetIter
# CHECK: consume 6 @[[CODE]] [[SUM]], [[MAKER]], [[ITERATOR]] state {{.*}}, release [[ITERATOR]]]
# CHECK: func @f.<locals>.<genexpr> code [[CODE]] {
# CHECK: suspend
# CHECK: func @f.<locals>.<genexpr> code [[CODE]] feeds {
# CHECK: feed {{.*}} state
# CHECK: cond_br
# CHECK-NOT: suspend
# CHECK-LABEL: func @g code
# CHECK-NOT: consume
# CHECK-NOT: feeds
# GENERIC: func @f code
# GENERIC-NOT: consume
# GENERIC-NOT: feeds


def f(xs):
    return sum(x * x for x in xs)


def g(xs, take):
    ys = (y for y in xs)
    return sum(ys), take(x for x in xs), sum((x for x in xs), 1)
