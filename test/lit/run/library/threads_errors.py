# What _thread, locks and thread-local objects say when they are misused, and exceptions that end a thread.
import _thread
import sys
import threading
import time


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__name__, error)


lock = threading.Lock()
show(lock.release)
show(lock.acquire, False, 1)
show(lock.acquire, True, -2)
show(lock.acquire, timeout=-0.5)
show(lock.acquire, True, 1e20)
show(lock.acquire, "x", "y")
show(lock.acquire, True, 0.001)
show(lock.acquire, True, 0.001)
show(lock.acquire, False)
show(lock.locked)
show(lock.__exit__, None, None, None)
show(lock.locked)
print(repr(lock).split(" at ")[0])
with lock:
    print(repr(lock).split(" at ")[0])
show(type(lock))
show(type(lock))

again = threading.RLock()
show(again.release)
show(again.acquire)
show(again.acquire, blocking=False)
show(again._is_owned)
state = again._release_save()
print(state[0], state[1] == threading.get_ident(), again._is_owned())
again._acquire_restore(state)
print(repr(again).replace(str(threading.get_ident()), "ME").split(" at ")[0])
show(again.release)
show(again.release)
show(again.release)
print(repr(again).split(" at ")[0])
show(again._release_save)
again.acquire()
taken = []
thread = threading.Thread(target=lambda: taken.append(again.acquire(False)))
thread.start()
thread.join()
print(taken)


def release_other():
    show(again.release)


thread = threading.Thread(target=release_other)
thread.start()
thread.join()

show(_thread.start_new_thread)
show(_thread.start_new_thread, 1, ())
show(_thread.start_new_thread, print, [])
show(_thread.start_new_thread, print, (), 5)
show(_thread.stack_size, -1)
show(_thread.stack_size, 100)
show(_thread.stack_size, 1 << 20)
show(_thread.stack_size, 0)
show(threading.stack_size, 0)
show(_thread.interrupt_main, 1000)
show(_thread._excepthook, 5)
show(threading.local, 1)
local = threading.local()
show(setattr, local, "__dict__", {})
show(getattr, local, "missing")
local.a = 1
show(delattr, local, "a")
show(delattr, local, "a")
show(vars, local)

thread = threading.Thread(target=print, args=("ran",))
show(thread.join)
thread.start()
thread.join()
show(thread.start)
show(threading.current_thread().join)
show(threading.Thread, 5)
show(sys.setswitchinterval, 0)
sys.setswitchinterval(0.002)
show(sys.getswitchinterval)


def fails(message):
    local.message = message
    raise KeyError(local.message)


thread = threading.Thread(target=fails, args=("gone",), name="failing")
thread.start()
thread.join()
thread = threading.Thread(target=sys.exit, args=(3,))
thread.start()
thread.join()
hooked = []
threading.excepthook = lambda args: hooked.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
thread = threading.Thread(target=fails, args=("hooked",), name="second")
thread.start()
thread.join()
print(hooked)
threading.excepthook = threading.__excepthook__ if hasattr(threading, "__excepthook__") else threading.excepthook

done = threading.Event()


class Callable:
    def __repr__(self):
        return "<Callable>"

    def __call__(self):
        try:
            raise ValueError("raw thread")
        finally:
            done.set()


_thread.start_new_thread(Callable(), ())
done.wait()
while _thread._count():
    time.sleep(0.001)
print("end", flush=True)
