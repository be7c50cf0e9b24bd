# Random operations on TextIOWrapper in many encodings and newline modes, with chunks of a few bytes.
import io, random
rnd = random.Random(7)
alphabet = ["a", "b", "\n", "\r", "\r\n", "é", "中", "😀", " "]
for seed in range(120):
    enc = rnd.choice(["utf-8", "utf-16", "latin-1", "utf-8-sig", "utf-32-be", "cp1252"])
    nl = rnd.choice([None, "", "\n", "\r", "\r\n"])
    text = "".join(rnd.choice(alphabet) for _ in range(rnd.randrange(80)))
    raw = io.BytesIO(text.encode(enc, "replace"))
    f = io.TextIOWrapper(raw, encoding=enc, newline=nl, errors="replace", line_buffering=rnd.random() < .2)
    f._CHUNK_SIZE = rnd.randrange(1, 30)
    marks = [0]
    log = []
    for step in range(40):
        op = rnd.randrange(9)
        n = rnd.randrange(0, 12)
        try:
            if op <= 1: r = f.read(n)
            elif op == 2: r = f.readline()
            elif op == 3: r = f.readline(n)
            elif op == 4: r = f.tell(); marks.append(r)
            elif op == 5: r = f.seek(rnd.choice(marks))
            elif op == 6 and n < 4: r = f.write("".join(rnd.choice(alphabet) for _ in range(n)))
            elif op == 7 and n < 2: r = f.seek(0, 2)
            elif op == 8 and n < 2: r = next(f)
            else: r = f.newlines
        except Exception as e:
            r = type(e).__name__ + " " + str(e)
        log.append((op, r))
    f.flush()
    print(seed, enc, repr(nl), log, raw.getvalue())
