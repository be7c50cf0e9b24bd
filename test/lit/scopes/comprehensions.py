# RUN: dxpy-dpb --emit=scopes %s | %FileCheck %s

def f(rows):
    pairs = [last := (x, y) for x in rows for y in x if y]
    return {k: v for k, v in pairs}, (z for z in last)
# CHECK:      {{^}}  function f @3
# CHECK-NEXT:     rows: local [parameter] [used]
# CHECK-NEXT:     pairs: local [used]
# CHECK-NEXT:     last: cell [used]
# CHECK-NEXT:     listcomp @4 [nested]
# CHECK-NEXT:       .0: local [parameter]
# CHECK-NEXT:       x: local [iterates] [used]
# CHECK-NEXT:       y: local [iterates] [used]
# CHECK-NEXT:       last: free [nonlocal]
# CHECK-NEXT:     dictcomp @5 [nested]
# CHECK-NEXT:       .0: local [parameter]
# CHECK-NEXT:       k: local [iterates] [used]
# CHECK-NEXT:       v: local [iterates] [used]
# CHECK-NEXT:     genexpr @5 [nested] [generator]
# CHECK-NEXT:       .0: local [parameter]
# CHECK-NEXT:       z: local [iterates] [used]
