def tokenize(s):
    out, i = [], 0
    while i < len(s):
        c = s[i]
        if c == " ":
            i += 1
        elif c.isdigit():
            j = i
            while j < len(s) and s[j].isdigit():
                j += 1
            out.append(int(s[i:j]))
            i = j
        elif "a" <= c <= "z" or c == "_":
            j = i + 1
            while j < len(s) and (s[j].isalnum() or s[j] == "_"):
                j += 1
            out.append(s[i:j])
            i = j
        else:
            out.append(c)
            i += 1
    return out


print(tokenize("foo = bar_1 * (42 + x9) / 007"), tokenize("é + ٣٤ - ß"), tokenize(""))


def checksum(s):
    h = 5381
    for c in s:
        h = (h * 33 ^ ord(c)) & 0xFFFFFFFF
    return h


print(checksum("hello"), checksum("é漢😀"), checksum("x" * 1000), checksum(["a", "b"]))
try:
    checksum([1])
except TypeError as e:
    print(e)


def count_words(text):
    words, cur = {}, ""
    for c in text + " ":
        if c.isalpha():
            cur += c.lower()
        elif cur:
            words[cur] = words.get(cur, 0) + 1
            cur = ""
    return words


print(count_words("The cat, the DOG; the Élan!"))


def is_pal(s):
    i, j = 0, len(s) - 1
    while i < j:
        if s[i] != s[j]:
            return False
        i, j = i + 1, j - 1
    return True


print([is_pal(s) for s in ("", "a", "abba", "abcba", "ab", "été", "漢字漢", [1, 2, 1], (1, 2))])


def find_all(hay, needle):
    out, i = [], hay.find(needle)
    while i >= 0:
        out.append(i)
        i = hay.find(needle, i + 1)
    return out


print(find_all("banana", "ana"), find_all("ééé", "é"), find_all("abc", "z"), find_all(b"banana", b"an"))


def build(n):
    s = ""
    t = s
    for i in range(n):
        s += "ab"[i % 2]
        if i == n // 2:
            t = s
    return s, t, len(s)


print(build(10))


def transform(s):
    out = []
    for i, c in enumerate(s):
        out.append(
            c.upper() if i % 2 else c.lower() if c.isupper() else chr(ord(c) + 1) if c.isascii() else c
        )
    return "".join(out)


print(transform("Hello, World"), transform("ÀÉîõü"), transform(""))


def compare_all(xs):
    return sorted(xs), [a < b for a, b in zip(xs, xs[1:])], max(xs, key=len), [x in "abcdef" for x in xs]


print(compare_all(["b", "a", "abc", "ab", "é", "z", ""]))


def slices(s):
    return [s[i:j] for i in range(len(s)) for j in range(i, len(s) + 1) if s[i:j] == s[i:j][::-1] and j > i]


print(slices("abaé"), len(slices("a" * 20)))


def join_numbers(n):
    return (
        ",".join(str(i) for i in range(n)),
        "".join([chr(97 + i) for i in range(n)]),
        "-".join(map(str, [1.5, 2, None][:n])),
    )


print(join_numbers(3), join_numbers(0))


def fmt(n):
    return [f"{i}:{i * i:>4}|{i / 3:.2f}|{'x' * i!r}" for i in range(n)], [
        "%d-%s" % (i, chr(65 + i)) for i in range(n)
    ]


print(fmt(3))


def edit(s, t):
    prev = list(range(len(t) + 1))
    for i, a in enumerate(s, 1):
        cur = [i]
        for j, b in enumerate(t, 1):
            cur.append(min(prev[j] + 1, cur[-1] + 1, prev[j - 1] + (a != b)))
        prev = cur
    return prev[-1]


print(edit("kitten", "sitting"), edit("", "abc"), edit("naïve", "naive"), edit([1, 2], [2, 1]))


def byte_loop(b):
    t = 0
    for i in range(len(b)):
        t = t * 31 + b[i] & 0xFFFF
    return t, sum(b), max(b), b[::-1][:2]


print(byte_loop(b"hello"), byte_loop(bytearray(b"\xff\x00\x10")), byte_loop([1, 2, 3]))
