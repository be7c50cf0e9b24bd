import os
import sys
import time

print(os.sep, os.linesep == "\n", os.name, os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull)
p = os.path
for x in (
    "/a/b/c.txt",
    "a/b/",
    "",
    "/",
    "a",
    "a/../b/./c",
    "//x//y/",
    ".hidden",
    "a.tar.gz",
    "~",
    "a/.b",
    "../x",
):
    print(repr(x), p.split(x), p.splitext(x), p.basename(x), p.dirname(x), p.normpath(x), p.isabs(x))
print(
    p.join("a", "b", "c"),
    p.join("a", "/b"),
    p.join("a/", "b"),
    p.join("", "a"),
    p.join("a", ""),
    p.commonprefix(["/ab/c", "/ab/d"]),
    p.commonpath(["/a/b", "/a/c"]),
    p.relpath("/a/b/c", "/a/d"),
    p.exists("/nonexistent"),
    p.isdir("/"),
    p.isfile("/"),
    p.expanduser("x"),
    p.islink("/nonexistent"),
    p.splitdrive("/a"),
)
for f in (
    lambda: p.join("a", 5),
    lambda: p.join(5),
    lambda: p.commonpath([]),
    lambda: p.commonpath(["/a", "b"]),
    lambda: p.relpath(""),
    lambda: os.fspath(5),
    lambda: p.getsize("/nonexistent"),
    lambda: p.join("a", b"b"),
    lambda: os.environ["NO_SUCH_VAR_X"],
    lambda: os.listdir("/nonexistent/x"),
    lambda: os.getenv(5),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
os.environ["DXPY_TEST_VAR"] = "value"
print(
    os.environ["DXPY_TEST_VAR"],
    os.getenv("DXPY_TEST_VAR"),
    os.getenv("NOPE_X", "dflt"),
    os.environ.get("NOPE_X"),
    "DXPY_TEST_VAR" in os.environ,
    os.environ.pop("DXPY_TEST_VAR"),
    os.getenv("DXPY_TEST_VAR"),
)
try:
    os.environ["x"] = 5
except TypeError as e:
    print(e)
import tempfile

d = tempfile.mkdtemp()
old = os.getcwd()
os.chdir(d)
os.mkdir("sub")
os.makedirs("x/y/z")
with open("f.txt", "w") as f:
    f.write("hello")
with open("sub/g.txt", "w") as f:
    f.write("x" * 100)
print(
    sorted(os.listdir(".")),
    os.path.getsize("f.txt"),
    os.path.isdir("sub"),
    sorted(e.name + str(e.is_dir()) for e in os.scandir(".")),
)
for root, dirs, files in os.walk("."):
    dirs.sort()
    print(root, dirs, sorted(files))
os.rename("f.txt", "h.txt")
os.replace("h.txt", "i.txt")
print(os.path.exists("f.txt"), os.stat("i.txt").st_size, os.access("i.txt", os.R_OK))
for f in (
    lambda: os.mkdir("sub"),
    lambda: os.rmdir("x"),
    lambda: os.remove("sub"),
    lambda: os.makedirs("sub"),
    lambda: os.rename("none", "other"),
    lambda: open("sub"),
):
    try:
        f()
    except OSError as e:
        print(type(e).__name__, e.strerror, e.filename)
os.makedirs("sub", exist_ok=True)
fd = os.open("raw", os.O_CREAT | os.O_RDWR)
print(os.write(fd, b"abcdef"), os.lseek(fd, 2, 0), os.read(fd, 3), os.fstat(fd).st_size, os.close(fd))
for n in ("raw", "i.txt", "sub/g.txt"):
    os.remove(n)
os.removedirs("x/y/z")
os.rmdir("sub")
print(os.listdir("."))
os.chdir(old)
os.rmdir(d)
print(
    sys.version_info[:2],
    sys.version_info.major,
    sys.version_info >= (3, 11),
    sys.maxsize,
    sys.byteorder,
    sys.platform,
    sys.implementation.name != "",
    sys.float_info.max,
    sys.float_info.epsilon,
    sys.int_info.bits_per_digit > 0,
    sys.hash_info.modulus,
    sys.getrecursionlimit(),
    sys.getdefaultencoding(),
    sys.maxunicode,
    sys.argv[1:],
    type(sys.path).__name__,
    sys.flags.optimize,
    isinstance(sys.modules, dict),
    sys.intern("ab") == "ab",
    callable(sys.exit),
    sys.stdout.fileno(),
    sys.stderr is not None,
    sys.api_version > 0,
    isinstance(sys.builtin_module_names, tuple),
    sys.float_repr_style,
)
for f in (
    lambda: sys.intern(5),
    lambda: sys.setrecursionlimit("x"),
    lambda: sys._getframe(999),
    lambda: sys.exit(1, 2),
    lambda: sys.getsizeof(),
    lambda: sys.nope,
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
a, b = time.time(), time.monotonic()
time.sleep(0.001)
print(
    time.time() > a,
    time.monotonic() > b,
    time.perf_counter() > 0,
    isinstance(time.time_ns(), int),
    time.gmtime(0)[:6],
    time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(86400 * 365)),
    time.gmtime(951782400).tm_yday,
    time.asctime(time.gmtime(0)),
    time.strptime("2024-02-29", "%Y-%m-%d")[:3],
    time.gmtime(0),
    time.process_time() >= 0,
)
for f in (
    lambda: time.sleep(-1),
    lambda: time.sleep("x"),
    lambda: time.gmtime("x"),
    lambda: time.strftime(5),
    lambda: time.strptime("x", "%Y"),
):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
