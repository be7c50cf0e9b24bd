# RUN: dxpy-dpb --emit=scopes %s | %FileCheck %s

def outer(a, *rest, b=1):
    c = a
    global total
    total = b

    def inner():
        nonlocal c
        c = rest
        return print(c)
    return inner
# CHECK:      {{^}}module
# CHECK-NEXT:   outer: local
# CHECK-NEXT:   total: global explicit
# CHECK:      {{^}}  function outer @3
# CHECK-NEXT:     a: local [parameter] [used]
# CHECK-NEXT:     b: local [parameter] [used]
# CHECK-NEXT:     rest: cell [parameter]
# CHECK-NEXT:     c: cell
# CHECK-NEXT:     total: global explicit
# CHECK-NEXT:     inner: local [used]
# CHECK-NEXT:     function inner @8 [nested]
# CHECK-NEXT:       c: free [nonlocal] [used]
# CHECK-NEXT:       rest: free [used]
# CHECK-NEXT:       print: global implicit [used]
