# subprocess: run, pipes, environments, folders, errors of exec; select and poll on pipes.
import os
import select
import selectors
import signal
import subprocess
import sys
import time

print(subprocess.run(["echo", "hi"], capture_output=True), subprocess.run(["cat"], input=b"in\nput", stdout=subprocess.PIPE).stdout)
print(subprocess.run(["cat"], input="täxt\n", text=True, capture_output=True), subprocess.check_output(["printf", "a\\nb"], text=True).splitlines())
print(subprocess.run("echo $((1+2)); echo err >&2; exit 3", shell=True, capture_output=True, text=True))
for call in (lambda: subprocess.run(["false"], check=True), lambda: subprocess.check_call("exit 5", shell=True), lambda: subprocess.run(["/nonexistent/program"]), lambda: subprocess.run(["echo"], cwd="/nonexistent"), lambda: subprocess.run(["/etc/passwd"]), lambda: subprocess.run([]),
             lambda: subprocess.run(["sleep", "5"], timeout=0.05), lambda: subprocess.run(["echo", 5]), lambda: subprocess.run(["e\0cho"]), lambda: subprocess.check_output(["cat"], stdout=1), lambda: subprocess.run(["kill"], input=b"", stdin=0), lambda: subprocess.run(["echo"], env={"a": 5})):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, str(e).split(" timed out")[0], getattr(e, "returncode", ""), getattr(e, "filename", ""))
print(subprocess.run(["sh", "-c", "kill -TERM $$"]).returncode, subprocess.run(["sh", "-c", "echo $A $B"], env={"A": "1", "B": "zwei ü"}, capture_output=True).stdout, subprocess.run(["pwd"], cwd="/", stdout=-1).stdout)
p = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
p.stdin.write("line 1\n")
print(p.stdout.readline(), p.poll(), p.args, p.pid > 0)
p.stdin.write("line 2\n")
print(p.communicate(), p.returncode, p.wait(), p.stdin.closed, p.stdout.closed)
with subprocess.Popen(["sh", "-c", "echo out; echo err >&2"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as p:
    print(p.stdout.read())
print(p, subprocess.run(["sh", "-c", "exit 7"]).returncode, subprocess.getoutput("echo shell; exit 1"), subprocess.getstatusoutput("exit 2"), subprocess.call(["true"]))
p = subprocess.Popen(["sleep", "10"])
p.terminate()
print(p.wait(), p.returncode == -signal.SIGTERM)
p = subprocess.Popen(["sleep", "10"], start_new_session=True)
p.send_signal(signal.SIGKILL)
print(p.wait(timeout=5), subprocess.DEVNULL, subprocess.run(["echo", "nowhere"], stdout=subprocess.DEVNULL).stdout)
r, w = os.pipe()
with subprocess.Popen(["sh", "-c", f"echo kept >&{w}"], pass_fds=[w]) as p:
    os.close(w)
    print(os.read(r, 100))
os.close(r)
r, w = os.pipe()
print(subprocess.run(["sh", "-c", f"echo lost >&{w}"], stderr=subprocess.DEVNULL).returncode != 0)
os.close(w)
os.close(r)
print(subprocess.run(["sh", "-c", "echo $X; umask"], preexec_fn=lambda: os.putenv("X", "from preexec"), umask=0o27, capture_output=True).stdout.split()[-1])
try:
    subprocess.run(["true"], preexec_fn=lambda: 1 / 0)
except subprocess.SubprocessError as e:
    print(type(e).__name__, e)
print(subprocess.run(["cat"], input=b"x" * 300000, capture_output=True).stdout == b"x" * 300000)
sys.stdout.flush()
subprocess.run(["echo", "to the same stdout"])
with os.popen("echo popen; cat", "r") as f:
    print(f.readline())

r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([], [], [], 0.001), select.select([r], [], [], 0))
os.write(w, b"x")
print(select.select([r], [w], [r], 1) == ([r], [w], []))
p = select.poll()
print(p.register(r), p.register(w, select.POLLOUT), sorted(p.poll(0)) == [(r, select.POLLIN), (w, select.POLLOUT)], p.modify(w, 0), p.poll() == [(r, select.POLLIN)], p.unregister(w))
for call in (lambda: p.unregister(w), lambda: p.modify(w, 1), lambda: p.register("x"), lambda: p.register(-1), lambda: p.register(r, -1), lambda: p.poll("x"), lambda: select.select(1, [], []), lambda: select.select([], [], [], -1), lambda: select.select([], [], [], "x"), lambda: select.select(["x"], [], []), lambda: select.select([-1], [], [], 0),
             lambda: select.poll(1), lambda: type(p)(), lambda: select.error is OSError):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
with selectors.PollSelector() as s:
    s.register(r, selectors.EVENT_READ, "data")
    print([(key.fd == r, key.data, events) for key, events in s.select(1)])
os.close(w)
print(os.read(r, 5), select.select([r], [], [], 0)[0] == [r], p.poll(0)[0][1] & select.POLLHUP != 0)
os.close(r)
