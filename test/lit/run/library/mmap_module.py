# Module mmap: files, anonymous memory, access, and its errors.
import mmap, os, tempfile
def show(f,*a,**k):
    try: print(repr(f(*a,**k))[:200])
    except BaseException as e: print(type(e).__module__,type(e).__name__, e)
fd,p=tempfile.mkstemp(); os.write(fd,b"hello world\nsecond line\n"+b"x"*5000)
m=mmap.mmap(fd,0)
print(repr(m)); print(len(m), m[:5], m[0], m[-1], m[0:10:2])
show(m.__getitem__,10**6); show(m.__getitem__,"x"); show(m.__setitem__,0,b"x"); show(m.__setitem__,0,300); show(m.__setitem__,10**6,1); show(m.__setitem__,slice(0,2),b"abc"); show(m.__setitem__,slice(0,4,2),b"abc"); show(m.__delitem__,0); show(m.__delitem__,slice(0,1)); show(m.__setitem__, slice(0,2), "ab"); show(m.__setitem__,"x",1)
show(m.read_byte); show(m.readline); show(m.tell); show(m.seek,0); show(m.seek,-1); show(m.seek,0,5); show(m.seek,10**6); show(m.read,5); show(m.read); show(m.read_byte); show(m.readline);show(m.read,None)
show(m.seek,0); show(m.find,b"second"); show(m.rfind,b"line"); show(m.find,b"zz"); show(m.find,b"l",5,9); show(m.find,"x"); show(m.write,b"HE"); show(m.write_byte,76); show(m.write_byte,300);show(m.write_byte,b"x"); show(m.write,b"x"*10000); show(m.flush); show(m.flush,1,2); show(m.flush,0,100000); show(m.size); show(m.move,0,6,5); show(m.move,0,10**6,5); show(m.move,-1,0,0); show(m.resize,100); print(len(m)); show(m.resize,-1); show(m.madvise, mmap.MADV_NORMAL); show(m.madvise,mmap.MADV_NORMAL,10**6); show(m.madvise, 0, 0, -1); show(m.madvise,999)
v=memoryview(m); show(m.close); show(m.resize,50); v.release(); print(m.closed); m.close(); print(m.closed, repr(m)); show(m.read); show(len,m); show(m.__getitem__,0); m.close(); show(m.__enter__)
r=mmap.mmap(fd,0,access=mmap.ACCESS_READ); print(repr(r)); show(r.__setitem__,0,1); show(r.write,b"x"); show(r.resize,5); show(r.write_byte,1); show(r.move,0,1,1); show(r.flush); show(memoryview(r).__setitem__,0,1); 
c=mmap.mmap(fd,0,access=mmap.ACCESS_COPY); c[0]=65; print(c[:3], repr(c)); show(c.resize,5);show(c.flush)
a=mmap.mmap(-1,100); print(repr(a), a.size() if 0 else len(a)); a.write(b"abc"); a.seek(0); print(a.read(3)); show(a.size); show(a.resize,200)
with mmap.mmap(-1,10) as w: print(len(w), bytes(w), b"\0" in w, list(w)[:3])
print(w.closed, mmap.error, mmap.ALLOCATIONGRANULARITY, mmap.PAGESIZE)
ft=open(fd,"w").truncate(0); show(mmap.mmap,os.open(p,os.O_RDWR),0)
os.unlink(p)
