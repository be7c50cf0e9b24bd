# Marks in uncaught errors: brackets that only group are no part of an operand, those of a tuple are.
# exit: 1
import sys

a, b, x, es = ValueError(), 1, None, [ValueError(3), 2, 0]
forms = [
    lambda x=x: es+(x),
    lambda x=x: es + (x),
    lambda x=x: es +(x),
    lambda x=x: (es)+(x),
    lambda x=x: ((es)) + x,
    lambda x=x: ((es)) +x,
    lambda x=x: ( es )+ x,
    lambda x=x: es+((x)),
    lambda x=x: es + ( (x) ),
    lambda x=x: (es)**x,
    lambda x=x: es**(x),
    lambda x=x: es//(x),
    lambda x=x: es<<(x),
    lambda x=x: (es) <<(x),
    lambda x=x: (1, 2)+x,
    lambda x=x: es+(1, 2, x),
    lambda x=x: -(es)+x,
    lambda x=x: a*(es)+x,
    lambda x=x: (es)+x+b,
    lambda x=x: (es)[9]+(x),
    lambda x=x: (es)[9],
    lambda x=x: (a)*(es)*(x),
    lambda x=x: es+-x,
    lambda x=x: es+ -x,
    lambda x=x: es+(-x),
    lambda x=x: es+ (lambda: 0),
    lambda x=x: es- "a",
    lambda x=x: es-'a',
    lambda x=x: es-[x],
    lambda x=x: es-{1},
    lambda x=x: es-(i for i in es),
    lambda x=x: es-(),
    lambda x=x: es[(9)],
    lambda x=x: es[ 9 ],
    lambda x=x: es[ (9) ],
    lambda x=x: es[9,],
    lambda x=x: es[9, (8)],
    lambda x=x: es[(9, 8)],
    lambda x=x: es [9],
    lambda x=x: (es) [9],
    lambda x=x: ( es )[ 9 ],
    lambda x=x: es[x][0],
    lambda x=x: es[0][x],
    lambda x=x: (1, 2)[9],
    lambda x=x: ()[9],
    lambda x=x: es[((9))],
    lambda x=x: es[(x := 9)],
    lambda x=x: es[(x:=9)],
    lambda x=x: es[0](es[1])[2],
    lambda x=x: x[es[(0)]],
]
for form in forms:
    try:
        form()
    except Exception:
        sys.__excepthook__(*sys.exc_info())


def whole_statement():
    raise es[0]


whole_statement()
