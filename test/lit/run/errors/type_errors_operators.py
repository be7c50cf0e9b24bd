vals = {
    "int": 1,
    "float": 1.5,
    "str": "s",
    "bytes": b"b",
    "list": [1],
    "tuple": (1,),
    "dict": {1: 2},
    "set": {1},
    "None": None,
    "func": len,
    "type": int,
    "object": object(),
    "range": range(2),
    "complex": 1j,
    "bool": True,
    "gen": (i for i in []),
    "slice": slice(1),
    "ellipsis": ...,
    "module": __import__("math"),
    "bytearray": bytearray(b"x"),
}
import operator as o

ops = {
    "+": o.add,
    "-": o.sub,
    "*": o.mul,
    "/": o.truediv,
    "//": o.floordiv,
    "%": o.mod,
    "**": o.pow,
    "@": o.matmul,
    "&": o.and_,
    "|": o.or_,
    "^": o.xor,
    "<<": o.lshift,
    ">>": o.rshift,
    "<": o.lt,
    "<=": o.le,
    ">": o.gt,
    ">=": o.ge,
    "in": lambda a, b: a in b,
    "[]": o.getitem,
    "divmod": divmod,
}
for sym, f in ops.items():
    msgs = {}
    for an, a in vals.items():
        for bn, b in vals.items():
            try:
                f(a, b)
            except Exception as e:
                msgs.setdefault(f"{type(e).__name__}: {e}".split(" at 0x")[0], []).append(f"{an},{bn}")
    print("==", sym, len(msgs))
    for m in sorted(msgs):
        print("  ", m, len(msgs[m]), msgs[m][0])
un = {
    "-": o.neg,
    "+": o.pos,
    "~": o.invert,
    "abs": abs,
    "len": len,
    "iter": iter,
    "next": next,
    "hash": hash,
    "int": int,
    "float": float,
    "call": lambda x: x(),
    "bool": bool,
    "index": o.index,
    "reversed": reversed,
    "round": round,
    "chr": chr,
    "ord": ord,
    "del[]": lambda x: o.delitem(x, 0),
    "set[]": lambda x: o.setitem(x, 0, 0),
    "with": lambda x: exec("with x: pass", {"x": x}),
    "await": lambda x: exec("async def f(): await x\nf().send(None)", {"x": x}),
    "for": lambda x: [0 for _ in x],
    "*": lambda x: print(*x, sep="", end=""),
    "**": lambda x: dict(**x),
    "raise": lambda x: exec("raise x", {"x": x}),
    "unpack": lambda x: exec("a, b = x", {"x": x}),
    "complex": complex,
    "bytes": bytes,
    "sum": sum,
    "join": "".join,
    "min": min,
}
for name, f in un.items():
    print("==", name)
    for vn, v in vals.items():
        if vn == "gen":
            v = (i for i in [])
        try:
            f(v)
        except (Exception, StopIteration) as e:
            text = str(e)
            print("  ", vn, type(e).__name__, text if "0x" not in text else text.split("0x")[0])
        vals["list"][:] = [1]
