# Handlers of signals run between the parts of a large buffered write that fills a pipe.
import os
import signal


class Alarm(Exception):
    pass


def handler(number, frame):
    raise Alarm


signal.signal(signal.SIGALRM, handler)
for mode, data in (("wb", b"x"), ("w", "x")):
    r, w = os.pipe()
    file = open(w, mode, closefd=False)
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    try:
        file.write(data * (1 << 22))
        file.flush()
        print("written")
    except Alarm:
        print("interrupted")
    os.read(r, 1 << 20)
    os.close(r)
    try:
        file.close()
    except BrokenPipeError:
        print("broken pipe")
    os.close(w)
