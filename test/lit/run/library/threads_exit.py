# The end of a process with threads: others that still run, fork, and an import in a thread.
import os
import sys
import threading
import time


def sleeper():
    time.sleep(1000)


def spinner():
    while True:
        pass


def late(event):
    event.wait()
    time.sleep(0.02)
    print("late thread done", flush=True)


def importer(found):
    import json.decoder

    found.append(json.decoder.JSONDecoder().decode("[1, 2]"))


found = []
importers = [threading.Thread(target=importer, args=(found,)) for _ in range(4)]
for thread in importers:
    thread.start()
for thread in importers:
    thread.join()
print(found)

threading.Thread(target=sleeper, daemon=True).start()
threading.Thread(target=spinner, daemon=True).start()
event = threading.Event()
threading.Thread(target=late, args=(event,)).start()
sys.stdout.flush()
child = os.fork()
if child == 0:
    print("child", threading.active_count(), flush=True)
    thread = threading.Thread(target=lambda: print("thread of the child", flush=True))
    thread.start()
    thread.join()
    os._exit(7)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(len(threading.enumerate()), len(sys._current_frames()))
event.set()
print("main done", flush=True)
