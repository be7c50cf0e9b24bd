# Long expressions, many names, deep nesting: what must not hit a table limit.
print(eval("+".join(["1"] * 2000)), eval("(" * 80 + "5" + ")" * 80), eval("[" * 80 + "]" * 80) is not None, eval("-" * 500 + "1"), eval("not " * 501 + "1"))
ns = {}
exec("\n".join(f"v{i} = {i}" for i in range(2000)), ns)
print(ns["v1999"], sum(ns[f"v{i}"] for i in range(2000)))
exec("def f():\n" + "\n".join(f"    v{i} = {i}" for i in range(600)) + "\n    return " + " + ".join(f"v{i}" for i in range(600)), ns)
print(ns["f"](), ns["f"].__code__.co_nlocals)
exec("def g(" + ", ".join(f"a{i}={i}" for i in range(300)) + "):\n    return " + " + ".join(f"a{i}" for i in range(300)), ns)
print(ns["g"](), ns["g"](1000), ns["g"](a299=0))
print(eval("(" + ", ".join(map(str, range(1000))) + ")")[-1], len(eval("{" + ", ".join(f"{i}: {i}" for i in range(1000)) + "}")), len(eval("[" + ", ".join(["None"] * 1000) + "]")))
exec("def h(x):\n" + "".join("    " * (i + 1) + f"if x > {i}:\n" for i in range(60)) + "    " * 61 + "return 'deepest'", ns)
print(ns["h"](100), ns["h"](5))
exec("def k(x):\n    " + "\n    ".join(f"{'el' if i else ''}if x == {i}: return {i * i}" for i in range(500)), ns)
print(ns["k"](0), ns["k"](499), ns["k"](500))
src = "def m():\n    return 0\n"
for i in range(20):
    src = "def m():\n" + "".join("    " + l + "\n" for l in src.splitlines()) + "    return m() + 1\n"
exec(src, ns)
print(ns["m"]())
exec("class C:\n" + "\n".join(f"    def m{i}(self): return {i}" for i in range(300)), ns)
print(ns["C"]().m299(), len([n for n in dir(ns["C"]) if n.startswith("m")]))
print(len("".join(["x" * 1000] * 100)), eval("'" + "a" * 50000 + "'") == "a" * 50000, eval("f'" + "{1}" * 300 + "'") == "1" * 300)
exec("try:\n    pass\n" + "\n".join(f"except E{i}: pass" for i in range(100)), {f"E{i}": ValueError for i in range(100)})
exec("def p():\n" + "".join("    " * (i + 1) + "for _ in (1,):\n" for i in range(15)) + "    " * 16 + "return 'in loops'", ns)
print(ns["p"]())
exec("def q():\n" + "".join("    " * (i + 1) + "try:\n" for i in range(15)) + "    " * 16 + "raise ValueError('x')\n" + "".join("    " * i + "except KeyError: pass\n" for i in range(15, 1, -1)) + "    except ValueError: return 'outermost'", ns)
print(ns["q"]())
print(eval(" if 0 else ".join(map(str, range(300)))), eval(" or ".join(["0"] * 500 + ["7"])), eval(" and ".join(["1"] * 500)), eval(" < ".join(map(str, range(500)))))
print(eval("lambda: " * 60 + "1")()()() is not None, eval("x" + "[0]" * 50, {"x": (lambda f: f(f, 50))(lambda f, n: [f(f, n - 1)] if n else "core")}))
a = b = c = d = e = f = g = h = i = j = k = l = m = n = o = p = 1
print(a + b + c + d + e + f + g + h + i + j + k + l + m + n + o + p)
