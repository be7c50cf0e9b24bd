s = ""
for i in range(300):
    s += str(i % 10)
print(len(s), s[:20], s.count("9"))
t = s
s += "x"
print(t == s[:-1], len(t))
parts = []
for i in range(100):
    parts.append(chr(97 + i % 26) * (i % 5))
print("".join(parts)[:60], sum(map(len, parts)))
out = ""
for w in "the quick brown fox".split():
    out = out + w[0].upper() + w[1:] + " "
print(out.strip())
r = ""
for c in "stressed":
    r = c + r
print(r)
table = ""
for i in range(1, 5):
    for j in range(1, 5):
        table += f"{i * j:4}"
    table += "\n"
print(table, end="")


def pal(s):
    s = "".join(c.lower() for c in s if c.isalnum())
    return s == s[::-1]


print(pal("A man, a plan, a canal: Panama"), pal("nope"))


class Acc:
    text = ""


a = Acc()
for i in range(10):
    a.text += str(i)
    b = a.text
print(a.text, b, Acc.text == "")
d = {"k": ""}
for ch in "hello":
    d["k"] += ch + "."
print(d["k"])
lst = [""] * 3
for i in range(9):
    lst[i % 3] += str(i)
print(lst)
h = 0
for ch in "hash me please" * 10:
    h = (h * 31 + ord(ch)) & 0xFFFFFFFF
print(h)
print("%s" * 3 % ("a", "b", "c"), "ab" "cd" * 2, ("-" * 5 + ">") * 2)
