# Modules of the library that work on streams: tempfile, pathlib, shutil, fileinput, linecache, codecs, json, pickle, configparser, logging, pprint, contextlib.
import codecs
import configparser
import contextlib
import fileinput
import io
import json
import linecache
import logging
import os
import pathlib
import pickle
import pprint
import shutil
import sys
import tempfile

with tempfile.TemporaryDirectory(prefix="files") as folder:
    os.chdir(folder)
    p = pathlib.Path("text")
    print(p.write_text("one\ntwo\nthree\n"), p.read_text(), p.read_bytes(), p.stat().st_size, p.exists(), p.suffix)
    with p.open("a", encoding="utf-8", newline="\r\n") as f:
        f.write("vier ü\n")
    print(p.read_bytes(), p.read_text(encoding="latin-1").splitlines()[-1])
    print(shutil.copyfile("text", "copy"), shutil.copy("text", "copy2"), sorted(os.listdir()))
    with open("text", "rb") as a, open("third", "wb") as b:
        shutil.copyfileobj(a, b, 5)
    print(os.path.getsize("third"), linecache.getline("text", 2), linecache.getlines("text")[:1])
    with fileinput.input(["text", "copy"], encoding="utf-8") as lines:
        for line in lines:
            if lines.isfirstline():
                print(lines.filename(), lines.filelineno(), lines.lineno(), repr(line))
    with fileinput.input("copy", inplace=True) as lines:
        for line in lines:
            print(line.upper(), end="")
    print(pathlib.Path("copy").read_bytes())
    with codecs.open("coded", "w", "utf-16") as f:
        f.write("wide é\nlines\n")
    with codecs.open("coded", encoding="utf-16") as f:
        print(f.readline(), f.read(), f.encoding)
    print(pathlib.Path("coded").read_bytes()[:6])
    reader = codecs.getreader("utf-8")(io.BytesIO("é1\né2".encode()))
    print(list(reader), codecs.EncodedFile(io.BytesIO(b"\xe9"), "utf-8", "latin-1").read())
    with open("data.json", "w") as f:
        json.dump({"a": [1, 2.5, None, True, "é"], "b": {}}, f, indent=1, ensure_ascii=False)
    with open("data.json") as f:
        print(json.load(f))
    with open("data.pickle", "wb") as f:
        pickle.dump([1, "two", {3: b"four"}], f)
        pickle.dump("second", f, protocol=2)
    with open("data.pickle", "rb") as f:
        print(pickle.load(f), pickle.load(f))
        try:
            pickle.load(f)
        except EOFError:
            print("EOFError")
    config = configparser.ConfigParser()
    config.read_string("[part]\nkey = value\nother: 5\n")
    with open("config.ini", "w") as f:
        config.write(f)
    config = configparser.ConfigParser()
    print(config.read("config.ini"), dict(config["part"]), config.getint("part", "other"))
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
    log = logging.getLogger("here")
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    log.info("said %s", "hello")
    log.debug("not shown")
    log.warning("warned %d", 5)
    file = logging.FileHandler("log", encoding="utf-8")
    log.addHandler(file)
    log.error("to a file é")
    file.close()
    print(out.getvalue(), pathlib.Path("log").read_text())
    out = io.StringIO()
    pprint.pprint({"k%d" % i: list(range(i * 5)) for i in range(4)}, stream=out, width=40)
    print(out.getvalue())
    with tempfile.TemporaryFile("w+") as f:
        print(f.write("temporary\n"), f.seek(0), f.read())
    with tempfile.NamedTemporaryFile("w", suffix=".x", delete=False) as f:
        print("named", file=f)
    print(open(f.name).read(), f.name.endswith(".x"), f.closed)
    os.remove(f.name)
    with tempfile.SpooledTemporaryFile(max_size=10, mode="w+") as f:
        f.write("small")
        print(f._rolled, f.tell(), end=" ")
        f.write("no longer small")
        print(f._rolled, f.seek(0), f.read())
    fd, name = tempfile.mkstemp(dir=".")
    with os.fdopen(fd, "w+b") as f:
        print(f.write(b"x" * 10), f.tell(), os.path.basename(name).startswith("tmp"))
    saved = sys.stdin
    sys.stdin = io.StringIO("typed\nmore\n")
    print(input("asked: "), sys.stdin.readline())
    try:
        input()
    except EOFError as e:
        print("EOFError", e)
    sys.stdin = saved
    with contextlib.closing(io.BytesIO(b"closing")) as f:
        print(f.read())
    print(f.closed)
    with contextlib.suppress(FileNotFoundError), open("missing") as f:
        print("never")
    with contextlib.ExitStack() as stack:
        files = [stack.enter_context(open(name)) for name in ("text", "config.ini")]
        print([f.readline() for f in files])
    print([f.closed for f in files])
    os.chdir("/")
print(os.path.exists(folder))
