# signal: handlers in Python, timers, masks, what is told of signals.
import os
import signal
import time

got = []


def handler(number, frame):
    got.append((signal.Signals(number).name, frame.f_code.co_name))


def attempt(f, *args):
    try:
        return f(*args)
    except BaseException as e:
        return type(e).__name__, str(e)


print(signal.getsignal(signal.SIGUSR1), signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGPIPE))
print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
for _ in range(3):
    pass
print(got)
signal.raise_signal(signal.SIGUSR1)
print(len(got), signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGUSR1)
print(len(got), signal.getsignal(signal.SIGUSR1))
signal.signal(signal.SIGUSR1, handler)


class Stop(Exception):
    pass


def stops(number, frame):
    raise Stop(number)


def loop():
    n = 0
    while True:
        n += 1


signal.signal(signal.SIGALRM, stops)
print(signal.setitimer(signal.ITIMER_REAL, 0.05))
print(attempt(loop))
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(attempt(time.sleep, 10))
print(signal.alarm(100) == 0, signal.alarm(0), signal.getitimer(signal.ITIMER_REAL))
signal.setitimer(signal.ITIMER_REAL, 0.05)
print(attempt(signal.pause))

old = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
print(signal.SIGUSR1 in old)
os.kill(os.getpid(), signal.SIGUSR1)
print(signal.sigpending(), len(got))
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1})
print(signal.sigpending(), len(got))
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
signal.raise_signal(signal.SIGUSR2)
print(signal.sigwait([signal.SIGUSR2]))

print(attempt(signal.signal, 0, handler), attempt(signal.signal, 65, handler), attempt(signal.signal, signal.SIGTERM, "x"))
print(attempt(signal.signal, signal.SIGKILL, handler), attempt(signal.getsignal, 100), attempt(signal.setitimer, 9, 1))
print(attempt(signal.raise_signal, signal.SIGINT))
print(signal.strsignal(signal.SIGSEGV), signal.strsignal(signal.SIGTERM), len(signal.valid_signals()) > 30, signal.SIGTERM, repr(signal.SIGINT), signal.NSIG)
print(signal.SIG_DFL, repr(signal.SIG_BLOCK), signal.ItimerError, issubclass(signal.ItimerError, OSError), attempt(signal.pthread_sigmask, 0, [0]))
