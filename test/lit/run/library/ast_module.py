# The ast module: trees of text, text of trees, trees that are compiled.
import ast

SOURCE = '''
"""Doc."""
from __future__ import annotations
import os.path as p, sys
from . import q
from ..a.b import c as d, e
@deco(1, *a, k=2, **kw)
def f(a, b: int = 1, /, c=2, *args: int, d, e=3, **kw) -> "x":
    global g
    nonlocal_ = lambda x, *y, z=1: (yield)
    return a if b else -c ** +d
async def co():
    async with a as b, c: pass
    async for x in y: await z
    else: ...
    return [i async for i in x if i if not i]
class C(B, metaclass=M):
    x: int = 3
    (y): str
    a.b: float
    def m(self): nonlocal x; del self.x, (a, b)
try: pass
except (A, B) as e: raise X from e
except: raise
else: x = y = 1
finally: x += 1; y @= 2
try: pass
except* V: pass
while x: break
else: continue
for i, *j in x: assert i, "m"
with (a as b, c): pass
print(f"{x!r:>{w}} {y=} {{}}", u"k", b"\\x00\\xff", 1j, 0x10, 10**30, 1e100, ..., None, True, 'é\\ud800')
print({1: 2, **a}, {1, *b}, [*a], (1,), (), x[1:2, ::3], x[a:], x[*a])
print(a < b <= c != d is not e not in f, a and b or not c, x := 1)
{k: v for k, v in z}; {k for k in z}; (k for k in z)
match x:
    case 1 | -2.5 | 1 + 2j | "s" | None: pass
    case [a, *_, b] if a: pass
    case {"k": v, **rest}: pass
    case P.Q(1, x=2) as z: pass
    case a.b: pass
    case _: pass
'''
tree = ast.parse(SOURCE)
print(ast.dump(tree, include_attributes=True))
print(ast.dump(tree, indent=1) == ast.dump(ast.parse(ast.unparse(tree)), indent=1))
print(ast.unparse(tree))

# Classes
for name in sorted(dir(ast)):
    cls = getattr(ast, name)
    if isinstance(cls, type) and issubclass(cls, ast.AST) and cls.__module__ == "ast":
        print(name, cls.__bases__, cls._fields, cls._attributes, cls.__match_args__, cls.__doc__,
              [k for k in cls._fields + cls._attributes if hasattr(cls, k)])

n = ast.Name("x", ctx=ast.Load())
print(n.id, n._fields, ast.dump(n), vars(n).keys())
print(ast.parse("a").body[0].value.ctx is ast.parse("b+c").body[0].value.left.ctx)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" object at ")[0])


attempt(lambda: ast.Name("x", 1, 2))
attempt(lambda: ast.Pass(1))
attempt(lambda: ast.Name("x", id=2))
attempt(lambda: ast.Name(other=2).other)
attempt(lambda: ast.Name().id)
attempt(lambda: ast.Constant(5).kind)

# literal_eval
for text in ("[1, -2.5, 1+2j, 'a', b'b', None, True, {1: {2, 3}}, (), set()]", "f()", "1 + 1", "[" * 50 + "]" * 50,
             "x", " 1", "-'a'", "{1: 2, **{}}"):
    attempt(lambda: ast.literal_eval(text))


# Visitors
class Rename(ast.NodeTransformer):
    def visit_Name(self, node):
        return ast.copy_location(ast.Name(node.id.upper(), node.ctx), node)

    def visit_Pass(self, node):
        return None


class Count(ast.NodeVisitor):
    def __init__(self):
        self.n = {}

    def generic_visit(self, node):
        self.n[type(node).__name__] = self.n.get(type(node).__name__, 0) + 1
        super().generic_visit(node)


c = Count()
c.visit(tree)
print(sorted(c.n.items()))
t = ast.parse("def f(x):\n  pass\n  return x + y\nz = [f(i) for i in range(3)]")
t = ast.fix_missing_locations(Rename().visit(t))
print(ast.unparse(t))
print(sum(1 for _ in ast.walk(t)), [type(x).__name__ for x in ast.iter_child_nodes(t)])
print(ast.get_docstring(tree), ast.get_source_segment(SOURCE, tree.body[5]))

# compile(tree)
code = compile(ast.parse("def f(x, y=2):\n  'doc'\n  return x ** y\nr = f(5), f.__doc__\n"), "<t>", "exec")
ns = {}
exec(code, ns)
print(ns["r"], code.co_filename)
e = ast.Expression(ast.BinOp(ast.Constant(-7), ast.FloorDiv(), ast.Constant(2)))
print(eval(compile(ast.fix_missing_locations(e), "<t>", "eval")))
for value in (-5, -10**30, 10**40, -0.0, 1.5, 2 + 3j, -1j, (1, (2, "x"), b"y"), True, None, ..., "s", b"b"):
    e = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    print(eval(compile(e, "<t>", "eval")), end=" ")
print()
exec(compile(ast.Interactive([ast.parse("1 + 1").body[0]]), "<t>", "single"))


def tryc(node, mode="exec"):
    attempt(lambda: compile(node, "<t>", mode) and None)


def module(*body):
    return ast.fix_missing_locations(ast.Module(list(body), []))


name, load, store = ast.Name("x", ast.Load()), ast.Load(), ast.Store()
tryc(ast.Module([], []), "eval")
tryc(ast.Module([ast.Pass()], []))
tryc(ast.Module([ast.Expr(ast.Name("x", load))], []))
tryc(ast.Module())
tryc(ast.Module(3, []))
tryc(module(3))
tryc(module(None))
tryc(module(ast.Expr(None)))
tryc(module(ast.Expr(ast.Name("x", store))))
tryc(module(ast.Assign([name], name)))
tryc(module(ast.Assign([], name)))
tryc(module(ast.Assign([ast.Constant(1)], name)))
tryc(module(ast.Expr(ast.Name(3, load))))
tryc(module(ast.Expr(ast.Name("None", load))))
tryc(module(ast.Expr(ast.Name("x", 5))))
tryc(module(ast.Expr(ast.Constant([1]))))
tryc(module(ast.Expr(ast.BoolOp(ast.And(), [name]))))
tryc(module(ast.Expr(ast.Compare(name, [], []))))
tryc(module(ast.Expr(ast.Compare(name, [ast.Eq()], [name, name]))))
tryc(module(ast.Expr(ast.Dict([name], []))))
tryc(module(ast.Expr(ast.ListComp(name, []))))
tryc(module(ast.Expr(ast.Set([None]))))
tryc(module(ast.If(name, [], [])))
tryc(module(ast.Raise(None, name)))
tryc(module(ast.Try([ast.Pass()], [], [], [])))
tryc(module(ast.Try([ast.Pass()], [], [ast.Pass()], [ast.Pass()])))
tryc(module(ast.With([], [ast.Pass()])))
tryc(module(ast.Import([])))
tryc(module(ast.Global([])))
tryc(module(ast.Delete([])))
tryc(module(ast.Delete([name])))
tryc(module(ast.ImportFrom("a", [ast.alias("b")], -1)))
tryc(module(ast.ImportFrom("a", [ast.alias("b")])))
tryc(module(ast.AnnAssign(ast.Attribute(name, "a", store), name, None, 1)))
tryc(module(ast.AnnAssign(ast.Name("x", store), name, None, "a")))
tryc(module(ast.Match(name, [])))
tryc(module(ast.Match(name, [ast.match_case(ast.MatchValue(name), None, [ast.Pass()])])))
tryc(module(ast.Match(name, [ast.match_case(ast.MatchOr([]), None, [ast.Pass()])])))
tryc(module(ast.Match(name, [ast.match_case(ast.MatchSingleton(3), None, [ast.Pass()])])))
tryc(module(ast.Match(name, [ast.match_case(ast.MatchAs(ast.MatchAs()), None, [ast.Pass()])])))
tryc(module(ast.Match(name, [ast.match_case(ast.MatchAs(name="_"), None, [ast.Pass()])])))
tryc(module(ast.Break()))
tryc(module(ast.Return(name)))
bad = module(ast.Pass())
bad.body[0].lineno = 5
tryc(bad)
bad.body[0].lineno = bad.body[0].end_lineno = "a"
tryc(bad)
tryc(5)
attempt(lambda: compile(tree, "x", "exec", ast.PyCF_ONLY_AST) is tree)
attempt(lambda: ast.parse("x = = 1"))
attempt(lambda: ast.parse("match x:\n case 1: pass", feature_version=(3, 8)))
attempt(lambda: ast.dump(ast.parse("(int, str) -> bool", mode="func_type")))
attempt(lambda: ast.dump(ast.parse("x = 1 # type: int\n# type: ignore[a]\n", type_comments=True)))
