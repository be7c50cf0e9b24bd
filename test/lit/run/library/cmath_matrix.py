# cmath on values at the edges and at random, special values included.
import cmath, math
def show(f, *a, **k):
    try: r = repr(f(*a, **k))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    return r
inf=float('inf'); nan=float('nan')
s=[12345]
def u():
    s[0]=(s[0]*6364136223846793005+1442695040888963407)&(2**64-1)
    return (s[0]>>11)/2.0**53
def values():
    cv=[]
    parts=[0.0,-0.0,1.0,-1.0,0.5,-2.5,1e-5,1e200,-1e308,1e-310,inf,-inf,nan,3.0,710.0]
    for a in parts:
        for b in parts: cv.append(complex(a,b))
    for i in range(12): cv.append(complex((u()-.5)*10**(i%5-2),(u()-.5)*10**(i%7-3)))
    return cv, parts


cv, parts = values()
def part0():
    cn=['acos','acosh','asin','asinh','atan','atanh','cos','cosh','exp','isfinite','isinf','isnan','log','log10','phase','polar','sin','sinh','sqrt','tan','tanh']
    fs=[(n,getattr(cmath,n)) for n in cn]
    for n,f in fs:
        for v in cv: print(n,v,show(f,v))


part0()
def part1():
    for a in parts:
        for b in parts: print(show(cmath.rect,a,b),show(cmath.log,complex(a,b),2),show(cmath.log,2,complex(a,b)),show(cmath.isclose,complex(a,b),complex(b,a)))
    print(cmath.infj,cmath.nanj,cmath.pi,cmath.inf)


part1()
