# Numbers from text, bytes and objects of all kinds, and their errors.
def show(f, *a, **k):
    try: r = repr(f(*a, **k))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    return r
texts=['','0','-0','+5','--5','1_000','_1','1_','1__0','0x1F','0X1f','0b101','0o17','0b12','010','00','0_0',' 12 ','\t12\n','1 2','abc','zz','Z','٣٤','１２','٣x','\u20035\u2003','1e5','1.5','.5','5.','.','+.5','-.5e-3','1e','1e+','inf','-Infinity','nan','+NaN','INF','infin','1e400','-1e400','1e-400','1_0.0_1','1_.0','1._0','1e1_0','1e_1','0x1p3','1\x00','1\u00a0','\x1c5','5\x85', '1'*60,'123456789012345678901234567890','0'*50+'7','1j','1+1j','(1+2j)','( 1 - 2j )','1+-2j','j','-j','+j','1+j','1-j','1e5j','1 + 2j','(1','1)','infj','nan+nanj','inf-infj','1_0+2_0j','1__0j','_1j','1jj','((1))','²','½']


def part0():
    for t in texts:
        print(repr(t)[:40], show(int,t), show(float,t), show(complex,t), [show(int,t,b) for b in (0,2,8,10,16,36,1,37,-1)])
        bb=t.encode('utf-8')
        print(show(int,bb),show(float,bb),show(int,bytearray(bb)),show(float,bytearray(bb)))


part0()


def part1():
    hx=['','0x','0x1','1','-0x1.8p3','0x.8','0x1.','0x1.p','0x1p','0x1p+','0x1p1024','0x1p1023','0x1.fffffffffffff8p1023','0x1.fffffffffffff7p1023','0x1p-1074','0x1p-1075','0x1.8p-1075','0x0p10000000000','inf','nan','-inf','  0x1p0  ','0x1p0x','0x1_0','1.8','0xabcdef.123p-5','0x10000000000000000000000000001p0','0x1.00000000000008p0','0x1.000000000000080001p0','0x1p99999999999999999999','0x1p-99999999999999999999','+0x1']
    for h in hx: print(h, show(float.fromhex,h))


part1()


def part2():
    for n in (0,1,-1,127,128,-128,-129,255,256,2**63,-2**63,2**64-1,2**64,10**30,-10**30):
        for l in (0,1,2,8,9,13,20):
            for o in ('big','little'):
                for s in (False,True):
                    print(show(n.to_bytes,l,o,signed=s), end=' ')
        print()


part2()


def part3():
    for b in (b'',b'\x00',b'\xff',b'\x80\x00',b'\x00\x00\x00\x01',b'\xff'*8,b'\x01'*9,b'\x80'+b'\x00'*8,bytes(range(20))):
        for o in ('big','little'):
            for s in (False,True): print(int.from_bytes(b,o,signed=s), end=' ')
        print()


part3()


class I:
    def __init__(s,**k): s.__dict__.update(k)
class A:
    def __int__(s): return 5
class B:
    def __index__(s): return 7
class C:
    def __trunc__(s): return 9
class D:
    def __int__(s): return 'x'
class E:
    def __float__(s): return 2.5
class F:
    def __float__(s): return 'x'
class G:
    def __complex__(s): return 1+2j
class H:
    def __complex__(s): return 3
class MyInt(int): pass
class MyFloat(float): pass
class MyC(complex): pass
class J:
    def __int__(s): return True
class K:
    def __index__(s): return 'x'
class L:
    def __trunc__(s): return 'x'
class M(int):
    def __int__(s): return 42
class N(float):
    def __float__(s): return 42.0
class O(int):
    def __add__(s,o): return 'O+'
    def __radd__(s,o): return '+O'
    def __repr__(s): return 'O!'


def objects():
    for x in (A(),B(),C(),D(),E(),F(),G(),H(),J(),K(),L(),MyInt(5),MyFloat(1.5),MyC(2j),M(3),N(4),None,[],object,'5',b'5',O(3)):
        n=type(x).__name__
        print(n, show(int,x), show(float,x).replace(hex(id(x)),'ID'), show(complex,x), show(round,x) if n not in('A','B','C','D','E','F','G','H','J','K','L') else '', show(range,x) if n!='object' else '', show(lambda:[10,20][x]))
    for x in (MyInt(5),MyFloat(1.5),MyC(2j),O(3)):
        print(repr(x),str(x),type(x+1),type(-x),type(+x),type(abs(x)),x==5,hash(x),type(x.real),type(x.conjugate()),x.__getnewargs__(),format(x,''))
        x.foo=3; print(x.foo,x.__dict__)


objects()
print(1+O(3),O(3)+1,O(3)+O(2),1.5+O(3),True+O(3))
print(show(int),show(float),show(complex),show(bool),show(int,'5',base=7),show(int,x=3),show(int,'5',10,3),show(int,base=3),show(float,1,2),show(float,x=1),show(complex,1,2,3),show(complex,imag=2),show(complex,real='1'),show(complex,'1',2),show(complex,1,'2'),show(complex,[],1),show(complex,1,[]),show(bool,1,2),show(bool,x=1))
print(show(MyInt,'12',8),show(MyInt,3.7),show(MyFloat,'2.5'),show(MyC,'1+2j'),show(MyFloat.fromhex,'0x1p3'),type(MyFloat.fromhex('0x1p3')),type(MyInt.from_bytes(b'a','big')))
print(int.__doc__[:30], (5).__class__, int.__name__, int.__mro__, bool.__mro__, bool.__base__, (1).__add__(2), (1).__radd__(2.0), int.real, (5).numerator, (5).denominator, True.numerator, True.imag)
print(show(int.__new__,bool,1), show(int.__new__,MyInt,'0x10',16), show(bool.__new__,bool,5), show(float.__new__,int))
print(show(setattr,5,'x',1), show(getattr,5,'xx'), show(lambda: type('X',(bool,),{})), show(lambda: (5).real.__set__), show(setattr,5,'real',1), show(delattr,5,'real'))
print(hash(1)==hash(1.0)==hash(True)==hash(1+0j), {1:'a',1.0:'b',True:'c',1+0j:'d'}, {2**70, 2.0**70, complex(2.0**70)})
print(sorted([3,1.5,2**70,-1e300,True,0.1]), max(1,1.0), min(2**64,2.0**64), sum([1,2.5,2**70]), sum([0.1]*10))
