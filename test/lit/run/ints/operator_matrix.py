# Every operator on ints of all sizes against each other.
def show(f, *a):
    try: r = repr(f(*a))
    except Exception as e: r = type(e).__name__ + ': ' + str(e)
    return r
class rnd:
    s = 12345
    @classmethod
    def bits(c, n):
        r = 0
        while n > 0:
            c.s = (c.s * 6364136223846793005 + 1442695040888963407) & (2**64-1)
            k = min(n, 32)
            r = (r << k) | (c.s >> (64-k)); n -= k
        return r
edge = [0,1,-1,2,-2,3,7,10,-10,63,64,255,256]
def powers():
    for e in (30, 31, 53, 60, 61, 62, 63, 64, 100, 127, 128):
        for d in (-1, 0, 1):
            edge.extend([2**e + d, -(2**e + d)])


powers()
edge += [True, False]
def more():
    for n in (20, 50, 61, 62, 63, 64, 65, 80, 120, 128, 190, 256, 300, 500, 1000, 2000):
        v = rnd.bits(n)
        edge.extend([v, -v])


more()
binops = [('+',lambda a,b:a+b),('-',lambda a,b:a-b),('*',lambda a,b:a*b),('//',lambda a,b:a//b),('%',lambda a,b:a%b),('/',lambda a,b:a/b),
 ('&',lambda a,b:a&b),('|',lambda a,b:a|b),('^',lambda a,b:a^b),('divmod',lambda a,b:divmod(a,b)),('<',lambda a,b:(a<b,a<=b,a==b,a!=b,a>b,a>=b))]


def part0():
    for name, f in binops:
        for i, a in enumerate(edge):
            acc = []
            for b in edge:
                acc.append(show(f,a,b))
            print(name, i, sum(len(x) for x in acc), sum(int(x.replace('-','0').replace('.','0').replace('e','0')[:18]) if x.replace('-','').isdigit() else len(x) for x in acc), acc[i % len(acc)][:80], acc[(i*7) % len(acc)][-60:])


part0()


def part1():
    for a in edge:
        for b in (0,1,2,5,61,62,63,64,65,127,128,200,1000,-1):
            print(hash(show(lambda a,b:a<<b,a,b))==0 or show(lambda a,b:(a<<b)%1000000007,a,b), show(lambda a,b:a>>b,a,b)[:100])
        print(show(lambda a:(-a,+a,~a,abs(a)),a)[:300], show(hash,a), show(float,a), show(lambda a:a.bit_length(),a), show(lambda a:a.bit_count(),a), show(int,str(a))[:50], show(hex,a)[:70], show(oct,a)[:70], show(bin,a)[:70], bool(a))


part1()


def part2():
    for a in edge[:40]:
        for b in (0,1,2,3,5,10,33,-1,-2,100):
            print(show(lambda a,b:a**b,a,b)[:200])
            for m in (1,2,3,7,-7,10,97,2**61-1,2**64+13,-(2**70+3), 0):
                print(show(pow,a,b,m), end=' ')
            print()


part2()


def part3():
    for a in edge:
        for nd in (-1,-2,-3,-5,-10,-18,-19,-20,-40,0,1): print(show(round,a,nd)[:60], end=' ')
        print()


part3()
