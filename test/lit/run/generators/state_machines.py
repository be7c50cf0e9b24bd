def tokenizer(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            yield "num", int(text[i:j])
            i = j
        else:
            yield "op", c
            i += 1
    yield "end", None


def parser(tokens):
    kind, val = next(tokens)

    def expr():
        nonlocal kind, val
        left = term()
        while kind == "op" and val in "+-":
            op = val
            kind, val = next(tokens)
            right = term()
            left = left + right if op == "+" else left - right
        return left

    def term():
        nonlocal kind, val
        left = atom()
        while kind == "op" and val in "*/":
            op = val
            kind, val = next(tokens)
            right = atom()
            left = left * right if op == "*" else left // right
        return left

    def atom():
        nonlocal kind, val
        if kind == "num":
            v = val
            kind, val = next(tokens)
            return v
        if val == "(":
            kind, val = next(tokens)
            v = expr()
            kind, val = next(tokens)
            return v
        raise SyntaxError(f"unexpected {kind} {val}")

    return expr()


for s in ("1 + 2 * 3", "(1+2)*3", "100 / 7 - 2*(3-5)", "2 * (3 + ", "*"):
    try:
        print(s, "=", parser(tokenizer(s)))
    except SyntaxError as e:
        print(s, "error:", e)


def turnstile():
    state, coins = "locked", 0
    while True:
        event = yield state, coins
        if event == "coin":
            state, coins = "open", coins + 1
        elif event == "push":
            state = "locked"
        elif event == "quit":
            return coins


t = turnstile()
next(t)
print([t.send(e) for e in ("push", "coin", "coin", "push", "push")])
try:
    t.send("quit")
except StopIteration as e:
    print("coins", e.value)


def coroutine(f):
    def start(*a):
        g = f(*a)
        next(g)
        return g

    return start


@coroutine
def printer(name):
    try:
        while True:
            v = yield
            print(name, v)
    finally:
        print(name, "closed")


@coroutine
def grep(word, target):
    try:
        while True:
            line = yield
            if word in line:
                target.send(line)
    finally:
        target.close()


@coroutine
def broadcast(*targets):
    while True:
        v = yield
        for t in targets:
            t.send(v)


b = broadcast(grep("py", printer("P")), grep("c", printer("C")))
for line in ("python", "java", "cython", "perl", "c"):
    b.send(line)
b.close()
del b


def window(it, n):
    it = iter(it)
    buf = []
    for x in it:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf)
            buf.pop(0)


print(list(window(range(6), 3)), list(window("ab", 5)))


def merge(*its):
    its = [iter(i) for i in its]
    heads = []
    for i in its:
        for v in i:
            heads.append((v, i))
            break
    while heads:
        k = min(range(len(heads)), key=lambda j: heads[j][0])
        v, it = heads[k]
        yield v
        for n in it:
            heads[k] = (n, it)
            break
        else:
            del heads[k]


print(list(merge([1, 4, 9], [2, 3, 10], range(0, 12, 5))))


def scheduler(tasks):
    queue = list(tasks)
    trace = []
    while queue:
        name, g = queue.pop(0)
        try:
            trace.append((name, next(g)))
            queue.append((name, g))
        except StopIteration:
            trace.append((name, "end"))
    return trace


print(scheduler([("a", iter(range(2))), ("b", (c for c in "xyz")), ("c", iter(()))]))


def perms(s):
    if len(s) <= 1:
        yield s
    else:
        for i, c in enumerate(s):
            for p in perms(s[:i] + s[i + 1 :]):
                yield c + p


print(list(perms("abc")), sum(1 for _ in perms("abcdef")))


def queens(n, cols=()):
    if len(cols) == n:
        yield cols
        return
    for c in range(n):
        if all(c != q and abs(c - q) != len(cols) - i for i, q in enumerate(cols)):
            yield from queens(n, cols + (c,))


print(next(queens(8)), sum(1 for _ in queens(6)))
