# fcntl, pwd and grp: flags, locks, ioctl, entries of root, errors.
import array
import fcntl
import grp
import os
import pwd

r, w = os.pipe()
print(fcntl.fcntl(r, fcntl.F_GETFD), fcntl.fcntl(r, fcntl.F_SETFD, 0), fcntl.fcntl(r, fcntl.F_GETFD), fcntl.fcntl(w, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY)
fcntl.fcntl(r, fcntl.F_SETFL, fcntl.fcntl(r, fcntl.F_GETFL) | os.O_NONBLOCK)
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(e)
os.write(w, b"seven b")
FIONREAD = 0x541B
count = array.array("i", [0])
print(fcntl.ioctl(r, FIONREAD, count), count[0], int.from_bytes(fcntl.ioctl(r, FIONREAD, bytes(4)), "little"))
with open("lock", "w+") as f, open("lock", "r+") as g:
    print(fcntl.flock(f, fcntl.LOCK_EX), fcntl.lockf(f, fcntl.LOCK_EX | fcntl.LOCK_NB, 5), fcntl.lockf(f.fileno(), fcntl.LOCK_UN))
    try:
        fcntl.flock(g, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as e:
        print(e)
    print(fcntl.flock(f, fcntl.LOCK_UN), fcntl.flock(g, fcntl.LOCK_SH | fcntl.LOCK_NB))
os.remove("lock")
for call in (lambda: fcntl.fcntl("x", 1), lambda: fcntl.fcntl(-1, 1), lambda: fcntl.fcntl(r, 99999), lambda: fcntl.fcntl(r, fcntl.F_GETFD, b"x" * 2000), lambda: fcntl.lockf(r, 0), lambda: fcntl.flock(r), lambda: fcntl.ioctl(r, 0x5401, bytes(60)), lambda: fcntl.fcntl(r, "x"),
             lambda: pwd.getpwnam("no such user"), lambda: pwd.getpwuid(2**40), lambda: pwd.getpwuid("x"), lambda: pwd.getpwnam(5), lambda: grp.getgrgid(987654321), lambda: grp.getgrnam("no group"), lambda: grp.getgrnam(None), lambda: pwd.struct_passwd([1]), lambda: pwd.getpwuid()):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
root = pwd.getpwuid(0)
print(root == pwd.getpwnam("root"), root.pw_name, root[2:4], root.pw_dir, len(root), type(root), root in pwd.getpwall(), os.path.expanduser("~root/x"))
group = grp.getgrgid(0)
print(group.gr_name, group.gr_gid, group == grp.getgrnam("root"), isinstance(group.gr_mem, list), group in grp.getgrall(), type(group))
print(sorted(name for name in dir(fcntl) if name.startswith("LOCK")))
