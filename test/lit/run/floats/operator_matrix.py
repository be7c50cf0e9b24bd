# Every operator on floats, ints and complex numbers against each other; formats.
def show(f, *a):
    try: r = repr(f(*a))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    return r
inf=float('inf'); nan=float('nan')
fl=[0.0,-0.0,1.0,-1.0,0.5,-0.5,1.5,2.5,3.0,-3.5,10.0,0.1,1/3,1e-5,123456.789,1e15,1e16,1e17,2.0**53,2.0**53+2,2.0**61,2.0**62,-2.0**61,2.0**63,2.0**64,1e22,1e23,1e100,1e200,1e300,1.7976931348623157e308,-1e308,5e-324,2.2250738585072014e-308,1e-300,1e-200,1e-100,inf,-inf,nan,3.14159265,2.718281828,1e-310,9007199254740993.0,4.35,0.000123,1234567890123456.7, 2.0**-300, 2.0**300, 2.0**-767, 2.0**-255,2.0**257,2.0**769, 1.1*2.0**400]
it=[0,1,-1,2,3,10,-7,2**53,2**53+1,2**61,2**62,-2**61-1,2**64,10**22,10**23,10**100,10**308,10**309,-10**400,True,False,2**1024-2**970, 2**1024-2**970-1,2**1024-2**969]
co=[1j,0j,1+2j,-1.5-2j,complex(inf,1),complex(nan,2),complex(-0.0,0.0),complex(0.0,-0.0),1e200+1e200j,3+0j,1e-200j]
allv=fl+it+co
ops=[('+',lambda a,b:a+b),('-',lambda a,b:a-b),('*',lambda a,b:a*b),('/',lambda a,b:a/b),('//',lambda a,b:a//b),('%',lambda a,b:a%b),('divmod',divmod),('**',lambda a,b:a**b),('==',lambda a,b:(a==b,a!=b)),('<',lambda a,b:(a<b)),('<=',lambda a,b:(a<=b)),('>',lambda a,b:(a>b)),('>=',lambda a,b:(a>=b))]


def part0():
    for n, f in ops:
        for a in allv:
            acc = []
            for b in allv:
                if isinstance(a, int) and isinstance(b, int):
                    continue
                acc.append(show(f, a, b)[:60])
            print(n, a if isinstance(a, float) else '', sum(map(len, acc)), ' '.join(acc[::3]))


part0()


def part1():
    for a in allv:
        print(repr(a),str(a), show(hash,a) if a==a else '', bool(a), show(lambda a:-a,a), show(lambda a:+a,a),show(abs,a),show(int,a)[:100],show(float,a),show(complex,a))


part1()


def part2():
    for a in fl:
        print(show(lambda a:a.hex(),a),show(lambda a:a.as_integer_ratio(),a),show(lambda a:a.is_integer(),a),show(round,a)[:80],[show(round,a,n) for n in (-400,-310,-20,-5,-3,-2,-1,0,1,2,3,5,10,15,16,17,20,300,330,400)])
        print(a.real,a.imag,a.conjugate(),show(lambda:a.__trunc__())[:50],show(lambda:a.__floor__())[:50],show(lambda:a.__ceil__())[:50],a.__getnewargs__())
        print(show(float.fromhex,a.hex()))


part2()


def part3():
    specs=['','d','f','e','g','%','n','.0f','.1f','.3f','.10e','.0e','.17g','.3g','#.0f','#g','+','+.2f',' .2f','010.2f','<10.1f|','*^15.3e','=+12.2f','012,.2f',',','_','_.2f',',.3%','E','G','F','.20f','.50g','z.1f','z.0f','z','x','s','c','5','-5','.','10.','>30','é>10','.999f','.5','10n','#.3g','08.3e','#e','0=10','<010']
    for a in fl+[5,-3,10**20,True]+co:
        for s in specs: print(s,show(format,a,s)[:200])


part3()


def part4():
    ispecs=['','d','x','X','o','b','c','n','#x','#X','#o','#b','08d','+d',' d','-d',',','_','_x','_b','#_b','020,d','020_x','#020_x','*^20','<10','=10','e','.2f','%','g','G','.3','.3d','s','z','zd',',x',',c','+c','#c','010c','5c','^5c','é^8','10,','1000000','0','00','-010','+#012x']
    for a in (0,1,-1,65,255,-255,0x10ffff,0x110000,123456789,-1234567890123,10**18,-10**30,2**100,True):
        for s in ispecs: print(s,show(format,a,s)[:150])


part4()
