# Files and folders through module posix: calls, results, errors.
import posix
import errno

base = "/tmp/dxpy_posix_%d" % posix.getpid()
posix.mkdir(base)
posix.chdir(base)
fd = posix.open("a.txt", posix.O_RDWR | posix.O_CREAT, 0o644)
print(posix.write(fd, b"hello world\n"), posix.lseek(fd, 0, 0))
print(posix.read(fd, 5), posix.read(fd, 100), posix.read(fd, 1))
posix.ftruncate(fd, 4)
st = posix.fstat(fd)
print(st.st_size, st[6], oct(st.st_mode), len(st), type(st).__name__, st.n_fields)
print(st.st_mtime_ns // 10**9 == st[8], isinstance(st.st_mtime, float))
posix.close(fd)
for bad in (lambda: posix.close(fd), lambda: posix.stat("missing"), lambda: posix.stat(b"missing"),
            lambda: posix.rename("missing", "other"), lambda: posix.mkdir("a.txt"),
            lambda: posix.stat(None), lambda: posix.open("x\0y", 0), lambda: posix.stat(1.5),
            lambda: posix.listdir("a.txt"), lambda: posix.fspath(3), lambda: posix.rmdir(3),
            lambda: posix.stat(), lambda: posix.read(0, -1), lambda: posix.utime("a.txt", 3),
            lambda: posix.chown("a.txt", "x", 0), lambda: posix.kill("a", 1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
posix.rename("a.txt", "b.txt")
posix.symlink("b.txt", "link")
posix.mkdir("sub")
posix.link("b.txt", "sub/hard")
print(sorted(posix.listdir()), sorted(posix.listdir(b".")), posix.readlink("link"))
for entry in sorted(posix.scandir("."), key=lambda e: e.name):
    print(entry, entry.path, entry.is_dir(), entry.is_file(), entry.is_symlink(),
          entry.stat().st_nlink, entry.stat(follow_symlinks=False).st_ino == entry.inode())
with posix.scandir("sub") as it:
    print([posix.fspath(e) for e in it], list(it))
posix.utime("b.txt", (1000, 2000.5))
print(posix.stat("b.txt").st_mtime, posix.stat("b.txt").st_atime_ns)
posix.utime("b.txt", ns=(-1, 123456789012345678))
print(posix.stat("b.txt").st_mtime_ns, posix.stat("b.txt").st_atime_ns)
posix.chmod("b.txt", 0o600)
print(oct(posix.stat("b.txt").st_mode), posix.access("b.txt", posix.R_OK), posix.access("no", posix.F_OK))
posix.unlink("sub/hard"), posix.rmdir("sub"), posix.remove("link"), posix.remove("b.txt")
print(posix.getcwd() == base, posix.getcwdb() == base.encode())
posix.chdir("/")
posix.rmdir(base)

r, w = posix.pipe()
child = posix.fork()
if child == 0:
    posix.write(w, b"from the child")
    posix._exit(7)
posix.close(w)
pid, status = posix.waitpid(child, 0)
print(posix.read(r, 100), pid == child, posix.WIFEXITED(status), posix.WEXITSTATUS(status),
      posix.waitstatus_to_exitcode(status))
print(len(posix.urandom(10)), posix.strerror(2), errno.ENOENT, errno.errorcode[11], errno.errorcode[13])
print(posix.uname().sysname, len(posix.times()), posix.isatty(r), posix.get_inheritable(r))
print(posix.environ[b"PATH"] != b"", posix.cpu_count() >= 1, posix.O_CREAT, posix.WNOHANG)
