# RUN: dxpy-dpb --emit=scopes %s | %FileCheck %s

def f(x):
    class C:
        x = x
        __y = 1

        def method(self):
            return super().method(self.__y)

        def other(self):
            return x
# CHECK:      {{^}}    class C @4 [nested] [class-cell]
# CHECK-NEXT:       x: local [free-in-method] [used]
# CHECK-NEXT:       _C__y: local
# CHECK-NEXT:       method: local
# CHECK-NEXT:       other: local
# CHECK-NEXT:       function method @8 [nested]
# CHECK-NEXT:         self: local [parameter] [used]
# CHECK-NEXT:         super: global implicit [used]
# CHECK-NEXT:         __class__: free [used]
# CHECK-NEXT:       function other @11 [nested]
# CHECK-NEXT:         self: local [parameter]
# CHECK-NEXT:         x: free [used]
