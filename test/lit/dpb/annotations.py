# Annotations that are strings read like CPython's.
# RUN: %python %s > %t.expected
# RUN: %python %source/utils/run_dpb.py dxpy-dpb %s > %t.actual
# RUN: diff %t.expected %t.actual
from __future__ import annotations

x0: lambda a,/,b=1,*c,d,e=2,**f: 0
x1: lambda *,a: 1
x2: lambda *a: 1
x3: lambda: 0
x4: (1).real
x5: 1 .real
x6: 1e400
x7: -1e400
x8: 1e400j
x9: (a,)
x10: ()
x11: a[1:2,3]
x12: a[(1,2)]
x13: a[b:c:d]
x14: a[:]
x15: a[::2]
x16: not (a and b)
x17: (not a) == b
x18: -(-a)
x19: -a**-b
x20: (-a)**b
x21: (a**b)**c
x22: a**(b**c)
x23: a if b else (c if d else e)
x24: (a if b else c) if d else e
x25: {**a, "b":1}
x26: f(*a, **b, c=d)
x27: f(x for x in y)
x28: f((x for x in y), 1)
x29: [x async for x in y]
x30: f"a{b!r:>{c}}d{{}}"
x31: f"{ {1:2} }"
x32: f"{a!s}" "b"
x33: "a" f"{b}"
x34: b"a'b"
x35: "a'b"
x36: "a\"b\n"
x37: u"x"
x38: ...
x39: a.b.c
x40: (a+b).c
x41: a<b<=c
x42: (a<b)<c
x43: a<(b<c)
x44: a or b and c
x45: (a or b) and c
x46: lambda x: lambda y: x
x47: (lambda: 1)()
x48: [a,*b]
x49: {a,*b}
x50: {1:2 for a in b if c if d}
x51: {a for a,b in c}
x52: (a for a in (b if c else d))
x53: (a for a in b or c)
x54: not a in b
x55: a not in b
x56: a is not b
x57: ~a
x58: +a
x59: a@b
x60: a//b%c*d/e
x61: a<<b>>c
x62: a|b^c&d
x63: (a|b)^c
x64: a-(b-c)
x65: a-b-c
x66: 1j
x67: 1.5
x68: 1e100
x69: 10**100
x70: 123456789012345678901234567890
x71: True
x72: None
x73: "é\ud800"
x74: a[b,c]
x75: a[b:c,d:e]
x77: a[*b]
x78: tuple[*Ts]


def f(a: 1 + 1, /, b: x[y], *args: *Ts, c: "s" = 1, **kw: lambda: 0) -> {1: 2}: ...


class C:
    __private: __private
    x: C.__private


for name, text in __annotations__.items():
    print(name, ascii(text))
print(f.__annotations__, C.__annotations__)
