# Syntax that is newer than the oracle of test/lit/run: what is expected is what CPython 3.13 prints.
# RUN: %dxpyc -o %t --interpret %s && %t | diff %S/Inputs/type-parameters.expected -
# RUN: %dxpyc -o %t -O2 %s && %t | diff %S/Inputs/type-parameters.expected -
from typing import Generic, Callable, get_type_hints
type Point = tuple[float, float]
type Tree[T] = T | list[Tree[T]]
type Func[**P, R] = Callable[P, R]
type Packed[*Ts] = tuple[*Ts]
print(Point, Point.__value__, Point.__type_params__, Point.__module__, Point.__name__)
print(Tree[int], Tree.__type_params__, Tree.__parameters__, Tree.__value__)
print(Packed.__type_params__, len(Packed.__parameters__), Func.__type_params__)
try: Point[int]
except TypeError as e: print(e)
type Late = Undefined
try: Late.__value__
except NameError as e: print(e)
Undefined = int
print(Late.__value__)

def first[T](xs: list[T], default: T | None = None) -> T | None:
    return xs[0] if xs else default
print(first([1, 2]), first([]), first.__type_params__, first.__annotations__, first.__name__, first.__qualname__, first.__defaults__)

def bounded[N: (int, float), S: str = "s", **P = [int], *Ts = *tuple[int, ...]](n: N, s: S): return n, s
for p in bounded.__type_params__[:2]:
    print(p, p.__bound__, p.__constraints__, p.__name__, p.__covariant__, p.__infer_variance__)
print(bounded(1, "x"), [p.has_default() for p in bounded.__type_params__], bounded.__type_params__[1].__default__, bounded.__type_params__[0].__default__)

class Stack[T]:
    kind: T
    def __init__(self): self.items: list[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
    def map[U](self, f: Callable[[T], U]) -> "Stack[U]":
        out = Stack[U]()
        for i in self.items: out.push(f(i))
        return out
    class Inner[V]:
        def both(self): return T, V
s = Stack[int]()
s.push(1); s.push(2)
print(s.map(lambda x: x * 2.5).pop(), Stack.__type_params__, Stack.__parameters__, Stack.__orig_bases__, Stack.__mro__[1:])
print(Stack[int], Stack[int].__args__, Stack.Inner().both(), Stack.map.__type_params__, Stack.__annotations__)
class Pair[A, B: int](Stack[A], dict): pass
print(Pair.__orig_bases__, Pair.__parameters__, Pair.__mro__, Pair[str, int])
class Var[*Ts]: pass
print(Var[int, str], Var.__parameters__)
class Meta(type):
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
class Kw[T](metaclass=Meta, extra=1): x = T
print(Kw.x, type(Kw))
@staticmethod
def deco[T](x: T = 5) -> T: return x
print(deco())
async def aio[T](x: T) -> T: return x
import asyncio
print(asyncio.run(aio(9)))
def gen[T](n: T):
    yield T; yield n
print(list(gen(3)))
def outer():
    local = int
    type L = list[local]
    class C[T: local]:
        y: T
        def m(self): return T.__bound__, local
    return L.__value__, C().m()
print(outer())
import copy, pickle
print(copy.deepcopy(Stack.__type_params__[0]) is Stack.__type_params__[0])
