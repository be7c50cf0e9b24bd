# import os: the parts of os.py over posix.
import os
import os.path

print(os.name, os.sep, os.linesep == "\n", os.path is __import__("posixpath"))
os.environ["DXPY_TEST"] = "é"
print(os.environ["DXPY_TEST"], os.getenv("DXPY_NONE", 5), os.environb[b"DXPY_TEST"])
print(os.system('test "$DXPY_TEST" = "é"'))
del os.environ["DXPY_TEST"]
print(os.getenv("DXPY_TEST"))
print(os.path.join("a", "b"), os.path.abspath("/x/../y"), os.path.splitext("a.tar.gz"), os.path.exists("/"))
base = "/tmp/dxpy_os_%d" % os.getpid()
os.makedirs(os.path.join(base, "x", "y"))
os.close(os.open(base + "/x/f", os.O_CREAT | os.O_WRONLY))
for top, folders, files in os.walk(base):
    print(top[len(base):], folders, files)
try:
    os.makedirs(base + "/x")
except FileExistsError as error:
    print(error.errno, error.filename == base + "/x")
os.remove(base + "/x/f")
os.removedirs(base + "/x/y")
print(os.path.exists(base), os.fsencode("a\udc80"), ascii(os.fsdecode(b"\xff")))


class P:
    def __fspath__(self):
        return "/tmp"


print(os.path.isdir(P()), os.fspath(P()), isinstance(P(), os.PathLike))
print(os.stat in os.supports_dir_fd, os.chdir in os.supports_fd)
