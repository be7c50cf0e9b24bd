def t(x):
    print("eval", x)
    return x


print(t(1) < t(2) < t(3))
print(t(5) < t(2) < t(3))
print(t(0) or t("") or t("last"))
print(t(1) and t(0) and t(2))
print(t(1) if t(0) else t(2))
print(not t([]))
print(t(1) == t(1) != t(2) is not t(None))
d = {}
d[t("key")] = t("value")
t([0, 1])[t(1)] = t(9)
x = [0, 0]
i = 0
i, x[i] = 1, 5
print(i, x)
print(t(1) + t(2) * t(3))
print({t("k1"): t("v1"), t("k2"): t("v2")})
print(max(t(1), t(4), key=lambda q: -q))
