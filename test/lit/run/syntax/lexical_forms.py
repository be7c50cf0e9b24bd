# -*- coding: utf-8 -*-
x = 1; y = 2; print(x, y);
if x: print("inline"); print("block")
for i in 1, 2, 3: print(i, end=" "); pass
print()
while x: x -= 1; print("w")
class A: a = 1; b = a + 1
def f(): return 5
print(f(), A.b)
total = 1 + \
    2 + \
    3
print(total)
l = [
    1,  # comment

    2,
        3,
]
print(l)
d = {
    "a": 1
    , "b"
    :
    2
}
print(d)
s = ("one "
     "two "  # comment between
     'three')
print(s)
if (x == 0 and
    y == 2):
  print("two spaces")
if True:
	print("tab")
	if True:
	    print("tab and spaces")

def weird(a,
          b = 1
    , *c
       ):
      """doc
    string"""
      return a \
          + b
print(weird(1), weird.__doc__)



print(0xFF, 0XfF, 0o17, 0O17, 0b11, 0B11, 1_000, 0x_ff, 1e3, 1E3, 1.e2, .5, 5., 1_0.0_1, 1e-1_0, 1j, 1.5J, 0.0, 00, 0_0, 1e+5)
print('a', "a", '''a''', """a""", r'\n', b'a', Rb'\n', f'{1}', fR'{1}\n', u'x', '\x41\u0041\U00000041\101\N{BULLET}\
joined', "\'\"\\\a\b"[2])
print("""multi
  line \
continued
""", end="")
λ = 1; ñandú = 2; _x1 = 3; 变量 = 4; ﬁ = 5
print(λ + ñandú + _x1 + 变量, fi)
print('a'if x else'b', [x]and[y], (1)or(2), {}or[], [x for x in'ab'], not[])

print("after form feeds")
(print)("call"); [print][0]("index"); (lambda: print("lambda"))()
pass; ...; None; 5; "statement string"; [x for x in ()]
print(not-1, -+-1, not(1), -(1)if(1)else(2))
print(  1  ,2   ,  3  )
@lambda f: f
def g(): return "decorated"
print(g())
if 1:
    # only a comment

    pass
# comment at the wrong indentation
    # and another
print("done") # trailing
	
