type Pair[T: int = bool, *Ts, **P = []] = tuple[T, Ts]
def f[T](x: T): return x
class C[T](B): pass
f'{a['b']}'
t'n {x + 1 !r:>{w}}'
try: pass
except A, B: pass
