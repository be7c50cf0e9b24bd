# Signals that come to any thread, calls that give the run lock up, threads that start processes.
import bz2
import hashlib
import os
import signal
import subprocess
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

data = bytes(range(256)) * 1000
seen = []
signal.signal(signal.SIGUSR1, lambda *_: seen.append(threading.current_thread() is threading.main_thread()))
shared = hashlib.md5()


def pack(_):
    for codec in zlib, bz2:
        assert codec.decompress(codec.compress(data)) == data
    return hashlib.sha256(data).hexdigest()[:8]


def feed():
    for _ in range(20):
        shared.update(data[:9000])


def pipe(_):
    reading, writing = os.pipe()

    def write():
        for _ in range(20):
            os.write(writing, b"x" * 100)
        os.close(writing)

    thread = threading.Thread(target=write)
    thread.start()
    count = 0
    while chunk := os.read(reading, 1000):
        count += len(chunk)
    thread.join()
    os.close(reading)
    return count


def interrupt():
    for _ in range(20):
        os.kill(os.getpid(), signal.SIGUSR1)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGUSR1)
        signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
        time.sleep(0.0005)


threads = [threading.Thread(target=target) for target in (feed, feed, interrupt)]
for thread in threads:
    thread.start()
with ThreadPoolExecutor(4) as pool:
    print(set(pool.map(pack, range(4))))
    print(set(pool.map(pipe, range(4))))
    print(set(pool.map(lambda _: subprocess.run(["echo", "hi"], capture_output=True).stdout, range(2))))
for thread in threads:
    thread.join()
print(shared.hexdigest()[:8], bool(seen) and all(seen))
