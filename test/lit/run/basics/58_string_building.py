def box(lines):
    width = max(len(l) for l in lines)
    out = ["+" + "-" * (width + 2) + "+"]
    for l in lines:
        out.append("| " + l.ljust(width) + " |")
    out.append(out[0])
    return "\n".join(out)


def caesar(s, k):
    out = ""
    for c in s:
        if "a" <= c <= "z":
            out += chr((ord(c) - 97 + k) % 26 + 97)
        elif "A" <= c <= "Z":
            out += chr((ord(c) - 65 + k) % 26 + 65)
        else:
            out += c
    return out


def roman(n):
    out = ""
    for v, s in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
                 (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while n >= v:
            out += s
            n -= v
    return out


def rle(s):
    out, i = [], 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(s[i] + (str(j - i) if j - i > 1 else ""))
        i = j
    return "".join(out)


print(box(["short", "a longer line", ""]))
print(caesar("Hello, World!", 3), caesar(caesar("Hello, World!", 3), -3))
print(roman(1994), roman(2024), roman(49))
print(rle("aaabccdddd"), rle(""), rle("abc"))
print("".join(sorted("the quick brown fox".replace(" ", ""))))
print("racecar"[::-1] == "racecar", " ".join(w[::-1] for w in "abc def".split()))
