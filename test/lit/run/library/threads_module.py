# Threads and what threading builds on them: locks, queues, events, locals, executors, timers.
import threading, time, queue
counter = 0
lock = threading.Lock()
def work():
    global counter
    for _ in range(500):
        with lock:
            counter += 1
ts = [threading.Thread(target=work) for _ in range(8)]
for t in ts: t.start()
for t in ts: t.join()
print(counter)
q = queue.Queue(5)
out = []
def producer(n):
    for i in range(40): q.put((n, i))
def consumer():
    while True:
        x = q.get()
        if x is None: break
        out.append(x)
        q.task_done()
ps = [threading.Thread(target=producer, args=(n,)) for n in range(4)]
cs = [threading.Thread(target=consumer) for n in range(3)]
for t in ps+cs: t.start()
for t in ps: t.join()
for _ in cs: q.put(None)
for t in cs: t.join()
print(len(out), sorted(out) == [(n,i) for n in range(4) for i in range(40)])
loc = threading.local()
loc.x = 1
res = []
def f():
    res.append(hasattr(loc, 'x')); loc.x = 5; res.append(loc.x); res.append(sorted(loc.__dict__))
t = threading.Thread(target=f); t.start(); t.join()
print(res, loc.x, loc.__dict__)
class L(threading.local):
    def __init__(self, a): self.a = a; print("init", a)
l = L(3)
def g(): l.a += 1; print(l.a)
t = threading.Thread(target=g); t.start(); t.join(); print(l.a)
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as ex:
    print(list(ex.map(lambda x: x*x, range(10))))
    fut = ex.submit(lambda: 1/0)
    print(repr(fut.exception()))
e = threading.Event()
threading.Timer(0.01, e.set).start()
print(e.wait(5))
r = threading.RLock()
with r:
    with r: print(repr(r)[:20])
try: r.release()
except RuntimeError as x: print(x)
def boom(): raise ValueError("x")
t = threading.Thread(target=boom, name="T"); t.start(); t.join()
b = threading.Barrier(3)
def bar():
    b.wait()
tt=[threading.Thread(target=bar) for _ in range(3)]
for t in tt: t.start()
for t in tt: t.join()
print("barrier")
s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(blocking=False)); s.release(2)
c = threading.Condition()
items=[]
def waiter():
    with c:
        c.wait_for(lambda: items); print("got", items)
t=threading.Thread(target=waiter); t.start()
with c: items.append(1); c.notify_all()
t.join()
d = threading.Thread(target=time.sleep, args=(100,), daemon=True); d.start()
print(threading.active_count(), threading.main_thread().name)
