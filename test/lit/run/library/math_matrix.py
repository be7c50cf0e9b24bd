# math on values at the edges and at random: results to the last bit, errors.
import math
def show(f, *a, **k):
    try: r = repr(f(*a, **k))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    return r
inf=float('inf'); nan=float('nan')
s=[12345]
def u():
    s[0]=(s[0]*6364136223846793005+1442695040888963407)&(2**64-1)
    return (s[0]>>11)/2.0**53
vals=[0.0,-0.0,1.0,-1.0,0.5,-0.5,2.0,-2.0,1.5,3.0,10.0,100.5,-0.999,1e-5,1e-20,1e-21,-1e-21,1e-310,5e-324,2.2250738585072014e-308,1e300,1.7976931348623157e308,-1e308,inf,-inf,nan,709.0,710.0,-745.2,170.5,171.6,171.7,-170.5,-3.5,-171.5,-180.5,-200.5,200.5,140.0,139.9,23.0,24.0,22.0,6.02,5.0,4.9999,1e10,1e15,1e16,-1e16,0.1,-0.1,math.pi,math.e,math.pi/2,1,2,-1,True,10**400,2**70,10**22]
vals += [(u()-0.5)*10**(i%12-4) for i in range(40)]
def part0():
    one=['acos','acosh','asin','asinh','atan','atanh','cbrt','ceil','cos','cosh','degrees','erf','erfc','exp','exp2','expm1','fabs','floor','frexp','gamma','isfinite','isinf','isnan','lgamma','log','log10','log1p','log2','modf','radians','sin','sinh','sqrt','tan','tanh','trunc','ulp']
    fs=[(n,getattr(math,n)) for n in one]
    for n,f in fs:
        for v in vals: print(n, v if not isinstance(v,int) or v<10**30 else 'big', show(f,v)[:150])


part0()
def part1():
    two=['atan2','copysign','fmod','pow','remainder','nextafter','hypot','log','isclose']
    fs=[(n,getattr(math,n)) for n in two]
    for n,f in fs:
        for a in vals[:50]:
            for b in vals[:62:5]: print(n,show(f,a,b)[:60],end=' ')
            print()


part1()
def part2():
    for a in vals[:70]:
        for b in (0,1,-1,5,-5,1000,-1000,1023,1024,-1074,-1075,2000,-2000,10**30,-10**30,2.0,True): print(show(math.ldexp,a,b)[:60],end=' ')
        print()


part2()
def part3():
    for i in range(60):
        n=i%7
        xs=[(u()-0.5)*10.0**int(u()*20-10) for _ in range(n)]; ys=[(u()-0.5)*10.0**int(u()*20-10) for _ in range(n)]
        print(math.hypot(*xs),math.dist(xs,ys),math.fsum(xs+ys),math.prod(xs))
        xs=[(u()-0.5)*5e-324*2**int(u()*60) for _ in range(n)]
        print(math.hypot(*xs), math.fsum(xs))
        xs=[(u()-0.5)*1e308*3 for _ in range(n)]
        print(show(math.hypot,*xs), show(math.fsum,xs))


part3()
def part4():
    print(math.fsum([1e-16,1,1e16]),math.fsum([.1]*10),show(math.fsum,[inf,1]),show(math.fsum,[nan,inf]),math.fsum([]),math.fsum([1e100,1.0,-1e100,1e-100,1e50,-1.0,-1e50]))
    print(math.hypot(),math.hypot(nan,inf),math.hypot(nan,1),math.hypot(3),math.hypot(-3),math.hypot(3,4),math.hypot(1e-320,1e-320), math.hypot(5e-324,5e-324,5e-324))


part4()
def part5():
    for n in (0,1,2,3,5,10,20,21,25,30,50,100,170,200,1000): print(math.factorial(n))
    for n in (0,1,2,3,4,15,16,17,24,25,26,10**10,2**62,2**64-1,2**64,10**40,10**41-1,(10**30+7)**2,(10**30+7)**2-1,2**1000,3**2000): print(math.isqrt(n))
    for n in (0,1,5,10,33,34,62,63,66,67,68,100,127,200,1000,10**20):
        for k in (0,1,2,3,5,10,16,17,31,33,50,66,100): print(show(math.comb,n,k),show(math.perm,n,k))


part5()
def part6():
    print(math.gcd(12,18),math.gcd(0,0),math.gcd(-4,6),math.gcd(10**40,6**30),math.gcd(2**200,2**100*3,2**90),math.lcm(4,6),math.lcm(0,5),math.lcm(-4,6,10),math.lcm(10**20,15**20),math.gcd(5),math.lcm(-5),math.gcd(True,3))
    print(math.prod([1,2,3]),math.prod([2**40]*5),math.prod([1.5,2]),math.prod([2,1.5,3]),math.prod([],start=5),math.prod([1,2,'a'],start=1),math.prod(range(1,30)),math.prod([2.0,10**400] if 0 else [2.0,3]),show(math.prod,[1.0,10**400]))


part6()
def part7():
    for e in (('gcd',1.5),('isqrt',-1),('isqrt',2.0),('factorial',-1),('factorial',2.5),('factorial',10**30),('perm',3,-1),('perm',-1,3),('comb',-1,2),('comb',5,-2),('comb',10**30,5*10**29),('perm',10**30,10**30),('dist',[1],[1,2]),('dist',1,2),('dist',['a'],[1]),('hypot','a'),('log',),('log',1,2,3),('log',0),('log',-1),('log',10**400),('log',-10**400),('log',2,1),('log',8,2),('log',10**400,10),('log10',10**400),('log2',2**2000),('log2',10**400),('sqrt',),('sqrt',1,2),('sqrt','a'),('ldexp',1,2.0),('trunc','a'),('floor','a'),('fsum',['a']),('fsum',1),('prod',['a']),('isclose',1),('isclose',1,2),('comb',3),('nextafter',1)):
        print(e, show(getattr(math,e[0]),*e[1:]) if e[0] in('gcd','isqrt','factorial','perm','comb','dist','hypot','log','log10','log2','sqrt','ldexp','trunc','floor','fsum','prod','isclose','nextafter') else '')
    print(show(math.isclose,1,2,rel_tol=-1),math.isclose(1,1.0000000001),math.isclose(1,1.1,abs_tol=.2),math.isclose(inf,inf),math.isclose(inf,-inf),math.isclose(nan,nan))


part7()
class F:
    def __floor__(s): return 'fl'
    def __ceil__(s): return 'ce'
    def __trunc__(s): return 'tr'
class G:
    def __float__(s): return 2.25
class H:
    def __index__(s): return 9
print(math.floor(F()),math.ceil(F()),math.trunc(F()),math.floor(G()),math.ceil(G()),math.sqrt(G()),math.sqrt(H()),math.isqrt(H()),math.factorial(H()),math.gcd(H(),6))
print(math.pi,math.e,math.tau,math.inf,math.nan, math.__name__, math.__doc__)
