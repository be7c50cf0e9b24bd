# subprocess, select and selectors: pipes, exit codes, errors of the child, timeouts.
import os
import select
import selectors
import signal
import subprocess
import sys


def attempt(f, *args, **kw):
    try:
        return f(*args, **kw)
    except Exception as e:
        return type(e).__name__, str(e)


print(subprocess.run(["echo", "hello", "wörld"], capture_output=True, text=True))
print(subprocess.check_output("echo a; echo b >&2; exit 0", shell=True, stderr=subprocess.STDOUT))
print(subprocess.run(["sh", "-c", "exit 3"]).returncode, attempt(subprocess.check_call, ["false"]))
print(subprocess.run(["cat"], input=b"x" * 200000, stdout=subprocess.PIPE).stdout == b"x" * 200000)
print(subprocess.run(["tr", "a-z", "A-Z"], input="some text\nlines\n", capture_output=True, text=True).stdout)
print(attempt(subprocess.run, ["/no/such/program"]), attempt(subprocess.run, ["no-such-program-x"]))
print(attempt(subprocess.run, ["ls"], cwd="/no/such/folder"), attempt(subprocess.run, ["/dev/null"]))
print(attempt(subprocess.run, ["sleep", "10"], timeout=0.1)[0])
print(subprocess.run(["sh", "-c", "kill -TERM $$"]).returncode == -signal.SIGTERM)
p = subprocess.Popen(["sh", "-c", "read a; echo got $a; read b; echo $b >&2"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
print(p.poll(), p.communicate("one\ntwo\n"), p.returncode, p.wait(), p.args[0])
with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as p:
    p.stdin.write(b"line\n")
    p.stdin.flush()
    print(p.stdout.readline())
print(subprocess.run(["env"], env={"ONLY": "this"}, capture_output=True, text=True).stdout)
print(subprocess.run(["pwd"], cwd="/usr", capture_output=True, text=True).stdout, subprocess.getoutput("echo out"), subprocess.getstatusoutput("exit 2"))
p = subprocess.Popen(["sleep", "10"])
p.terminate()
print(p.wait() == -signal.SIGTERM, p.poll() is not None)
p = subprocess.Popen(["sh", "-c", "exit 0"], stdout=subprocess.DEVNULL, start_new_session=True)
print(p.wait())
a, b = os.pipe()
os.set_inheritable(b, True)
print(subprocess.run(["sh", "-c", f"echo through >&{b}"], pass_fds=[b]).returncode, os.read(a, 100))
print(subprocess.run(["sh", "-c", f"echo through >&{b}"], stderr=subprocess.DEVNULL).returncode != 0)


def before():
    print("in the child", flush=True)


sys.stdout.flush()
print(subprocess.run(["echo", "after"], preexec_fn=before, capture_output=True).stdout)
print(attempt(subprocess.run, ["echo"], preexec_fn=lambda: 1 / 0))

# select
print(select.select([a], [b], [], 0)[0] == [], select.select([], [b], [], None)[1] == [b])
os.write(b, b"z")
print(select.select([a], [b], [a], 1) == ([a], [b], []), attempt(select.select, [-1], [], []), attempt(select.select, ["x"], [], []), attempt(select.select, 5, [], []),
      attempt(select.select, [], [], [], -1), attempt(select.select, [a], [], [], "x"))
poll = select.poll()
poll.register(a, select.POLLIN)
poll.register(b)
print(poll.poll(0) == [(a, select.POLLIN), (b, select.POLLOUT)], poll.modify(b, 0), poll.poll() == [(a, select.POLLIN)], poll.unregister(b), attempt(poll.unregister, b) == ("KeyError", str(b)),
      attempt(poll.modify, b, 1))
with selectors.PollSelector() as s:
    s.register(a, selectors.EVENT_READ, "data")
    [(key, mask)] = s.select(1)
    print(key.data, mask, key.fd == a)
os.close(b)
os.read(a, 1)
print(select.select([a], [], [], 1)[0] == [a], os.read(a, 1))
