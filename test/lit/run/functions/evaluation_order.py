log = []


def t(x, v=None):
    log.append(x)
    return x if v is None else v


def show(label):
    print(label, " ".join(map(str, log)))
    log.clear()


class O:
    def __setattr__(self, k, v):
        log.append(f"set.{k}")

    def __getattr__(self, k):
        log.append(f"get.{k}")
        return 1

    def __setitem__(self, k, v):
        log.append(f"set[{k}]")

    def __getitem__(self, k):
        log.append(f"get[{k}]")
        return 1

    def __delitem__(self, k):
        log.append(f"del[{k}]")


o = O()
t("a", o)[t("k")] = t("v")
show("subscript store:")
t("a", o).attr = t("v")
show("attr store:")
t("a", o)[t("k")] += t("v", 1)
show("aug subscript:")
t("a", o).attr += t("v", 1)
show("aug attr:")
t("a", o).x, t("b", o)[t("i")], *t("c", o).y = t("r", (1, 2, 3, 4))
show("unpack:")
x = t("x", o).p = t("y", o).q = t("val")
show("chain assign:")
del t("d", o)[t("k")], t("e", o)[t("l")]
show("del:")
t("f", lambda *a, **k: 0)(t("p1"), *t("s", [1]), t("p2"), k=t("kw"), **t("ss", {}))
show("call:")
{t("k1"): t("v1"), **t("m", {}), t("k2"): t("v2")}
show("dict:")
[t("l1"), *t("l2", []), t("l3")], (t("t1"), t("t2")), {t("s1"), *t("s2", ())}
show("displays:")
t("1") if t("c", False) or t("d") else t("2")
show("cond:")
t("lo", 1) < t("mid", 2) < t("hi", 0) < t("never", 5)
show("chain cmp:")
t("s", [1, 2, 3])[t("i", 0) : t("j", 2) : t("st", 1)]
show("slice:")
f"{t('f1')} {t('f2')!r:{t('w', 5)}} {t('f3')}"
show("fstring:")
lambda a=t("default"): t("not run")
show("lambda:")
t("b", 2) ** t("e", 3) + t("x", 1) * t("y", 1)
show("arith:")
[t("e", i) for i in t("it", [1, 2]) if t("cond", True)]
show("comp:")
{t("key", i): t("value", i) for i in [1]}
show("dictcomp:")
assert t("cond", True), t("msg")
show("assert:")
try:
    raise t("exc", ValueError("x")) from t("cause", KeyError("y"))
except t("match1", TypeError):
    pass
except t("match2", (KeyError, ValueError)):
    pass
show("raise:")
for t("target", o)[t("idx")] in t("iter", [1, 2]):
    t("body")
show("for target:")
with t("cm", __import__("contextlib").nullcontext(5)) as t("w", o)[t("wi")]:
    t("wbody")
show("with:")


@t("deco", lambda c: c)
class K(t("base", object), metaclass=t("meta", type)):
    a: t("ann", int) = t("cv")


show("class:")


@t("d1", lambda f: f)
@t("d2", lambda f: f)
def fn(a=t("df1"), b: t("an1", int) = t("df2"), *, c: t("an2", int) = t("kd")) -> t("ret", int):
    pass


show("def:")
y: t("annot", int) = t("annval")
t("obj", o).field: t("annot2", int) = t("v2")
show("annassign:")
not t("n", 0), -t("neg", 1), t("and1", 0) and t("and2"), t("or1", 1) or t("or2")
show("unary/bool:")
(t("yy") in t("container", ["yy"])), (t("is1", None) is t("is2", None))
show("in:")
if (w := t("walrus", 5)) and t("after", 1):
    show("walrus:")
i, a = 0, [0, 0, 0]
i, a[i], i = 1, 5, 2
print(i, a)
a = [1, 2]
a[0], a[1] = a[1], a[0] = 10, 20
print(a)
