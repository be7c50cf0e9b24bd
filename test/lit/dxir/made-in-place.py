# RUN: %dxpyc --emit=dxir %s | %FileCheck %s

# A function that nothing but calls see is its code and the cells of its closure; a variable may show it to others.
# CHECK-LABEL: func @f code
# CHECK: generic.MakeFunction code "f.<locals>.<lambda>" state
# CHECK: local_function code "f.<locals>.<listcomp>" @[[COMPREHENSION:[0-9]+]]
# CHECK: generic.Call 1 @[[COMPREHENSION]]
# CHECK: generic.Call 0 @
# CHECK-LABEL: func @g code
# CHECK: [[CELL:%[0-9]+]]: owned cell = generic.MakeCell
# CHECK-NOT: BuildTuple
# CHECK: [[LOCAL:%[0-9]+]]: func = local_function code "g.<locals>.<listcomp>" @[[CLOSED:[0-9]+]] [[CELL]]
# CHECK: generic.GetIter {{.*}} = [[LOCAL]]]
# CHECK: generic.Call 1 @[[CLOSED]] [[LOCAL]],
# CHECK: generic.BuildTuple
# CHECK: generic.MakeFunction
# CHECK-LABEL: func @g.<locals>.<listcomp>

def f(xs):
    g = lambda: 1
    return [x for x in xs], g()


def g(xs, y):
    # The generator of what is not consumed at once needs its function.
    return [x + y for x in xs], (x + y for x in xs)
