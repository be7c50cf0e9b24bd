# RUN: dxpy-dpb --emit=scopes %s | %FileCheck %s

class Box[T: int]:
    item: T

    def get[U](self, default: U) -> T | U: ...

type Pair[A] = tuple[A, A]
# CHECK:      {{^}}  type parameters of Box @3
# CHECK-NEXT:     T: cell [type-parameter]
# CHECK:          type variable T @3 [nested]
# CHECK:          class Box @3 [nested] [class-namespace]
# CHECK:            type parameters of get @6 [nested]
# CHECK-NEXT:         __classdict__: free [used]
# CHECK-NEXT:         U: local [type-parameter] [used]
# CHECK:      {{^}}  type parameters of Pair @8
# CHECK-NEXT:     A: cell [type-parameter]
# CHECK-NEXT:     type alias Pair @8 [nested]
# CHECK-NEXT:       tuple: global implicit [used]
# CHECK-NEXT:       A: free [used]
