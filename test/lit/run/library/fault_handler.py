# faulthandler writes frames: at once, at a signal, after a time, when the process is about to die.
# exit: -6
# stderr: ignore what enable() has written to is stdout
import faulthandler
import os
import re
import signal
import sys
import tempfile
import time


def show(file):
    file.seek(0)
    text = re.sub("0x[0-9a-f]+", "0x...", file.read())
    print(re.sub('File ".*?"', "File", text), end="")
    file.seek(0)
    file.truncate()


def inner(file):
    faulthandler.dump_traceback(file)
    faulthandler.dump_traceback(file, all_threads=False)


def deep(n, file):
    if n:
        deep(n - 1, file)
    else:
        inner(file)


with tempfile.TemporaryFile("w+") as file:
    deep(2, file)
    show(file)
    deep(200, file)
    file.seek(0)
    print(len(file.read().splitlines()))
    file.seek(0)
    file.truncate()
    faulthandler.register(signal.SIGUSR1, file)
    os.kill(os.getpid(), signal.SIGUSR1)
    show(file)
    print(faulthandler.unregister(signal.SIGUSR1), faulthandler.unregister(signal.SIGUSR1))
    faulthandler.dump_traceback_later(0.05, file=file)
    while not os.fstat(file.fileno()).st_size:
        time.sleep(0.01)
    faulthandler.cancel_dump_traceback_later()
    file.seek(0)
    print(file.readline(), end="")

for call in (lambda: faulthandler.register(signal.SIGSEGV), lambda: faulthandler.register(1000),
             lambda: faulthandler.dump_traceback(file=object()), lambda: faulthandler.dump_traceback_later(-1)):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, re.sub("0x[0-9a-f]+", "0x...", str(error)))
print(faulthandler.is_enabled(), faulthandler.enable(), faulthandler.is_enabled(), faulthandler.disable(),
      faulthandler.disable())
faulthandler.enable(sys.stdout, all_threads=False)
sys.stdout.flush()
os.abort()
