# RUN: %dxpyc --emit=dxir %s | %FileCheck %s

# A function made where it is called: the call expects its code. One that nothing else sees needs no object of its
# own; a variable may show it to others.
# CHECK: generic.MakeFunction code "f.<locals>.<lambda>" state
# CHECK: generic.MakeFunction code "f.<locals>.<listcomp>" @[[COMPREHENSION:[0-9]+]] state
# CHECK: generic.Call 1 @[[COMPREHENSION]]
# CHECK: generic.Call 0 @


def f(xs):
    g = lambda: 1
    return [x for x in xs], g()
