# Modules termios and resource.
import os
import resource
import termios


def show(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except BaseException as error:
        print(type(error).__module__, type(error).__name__, error)


read, write = os.pipe()
show(termios.tcgetattr, read)
show(termios.tcgetattr, "x")
show(termios.tcgetattr, 99)
show(termios.tcsetattr, read, 0, 5)
show(termios.tcsetattr, read, 0, [1] * 7)
show(termios.tcgetwinsize, read)
show(termios.tcsetwinsize, read, 5)
show(termios.tcsetwinsize, read, (1,))
show(termios.tcflush, read, termios.TCIFLUSH)
show(termios.tcdrain, read)
show(termios.tcflow, read, termios.TCOON)
show(termios.tcsendbreak, read, 0)
try:
    master = os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
except OSError:
    master = -1
if master >= 0:
    mode = termios.tcgetattr(master)
    print(len(mode), [type(each).__name__ for each in mode], mode[6][termios.VINTR], mode[4] == termios.B38400)
    mode[3] &= ~(termios.ICANON | termios.ECHO)
    mode[6][termios.VMIN] = 3
    mode[6][termios.VTIME] = b"\2"
    show(termios.tcsetattr, master, termios.TCSANOW, mode)
    again = termios.tcgetattr(master)
    print(again[3] & termios.ICANON, again[6][termios.VMIN], again[6][termios.VTIME])
    show(termios.tcsetwinsize, master, (30, 100))
    show(termios.tcgetwinsize, master)
    show(termios.tcsetwinsize, master, (70000, 1))
    show(termios.tcsetwinsize, master, ("x", 1))
    show(termios.tcsetattr, master, 0, mode[:6] + [[b"xx"] * len(mode[6])])
    show(termios.tcsetattr, master, 0, mode[:6] + [[b"x"] * 3])
    show(termios.tcsetattr, master, 0, ["x"] + mode[1:])
    show(termios.tcsetattr, master, 77, mode)
print(termios.error, termios.VSWTCH, termios.TIOCGWINSZ, issubclass(termios.error, OSError))

show(resource.getrlimit, 99)
show(resource.getrlimit, "x")
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
show(resource.setrlimit, resource.RLIMIT_NOFILE, (min(soft, 100), hard))
print(resource.getrlimit(resource.RLIMIT_NOFILE)[0])
show(resource.setrlimit, resource.RLIMIT_NOFILE, 5)
show(resource.setrlimit, resource.RLIMIT_NOFILE, (1,))
show(resource.setrlimit, resource.RLIMIT_NOFILE, ("x", 1))
show(resource.setrlimit, 99, (1, 1))
show(resource.setrlimit, resource.RLIMIT_NOFILE, (5, 1))
show(resource.getrusage, 77)
print(resource.prlimit(0, resource.RLIMIT_NOFILE)[0])
show(resource.prlimit, 0, 99)
usage = resource.getrusage(resource.RUSAGE_SELF)
print(type(usage), len(usage), usage.ru_maxrss > 0, usage[0] == usage.ru_utime, type(usage.ru_stime))
print(resource.struct_rusage.__doc__.splitlines()[0], resource.RLIM_INFINITY, resource.error, resource.getpagesize())
